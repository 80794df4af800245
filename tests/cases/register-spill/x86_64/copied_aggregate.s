# expect: kept kind=general severity=low loop=none
# expect: kept kind=general severity=low loop=none
# spills: copied stores=0 reloads=0
# spills: kept stores=2 reloads=2
# spills: pushed stores=0 reloads=0
# A structure of two words that is copied to the frame and on: both words lie to each other as where they come from. The
# twin computes with what it loads again. An argument that is pushed, and popped to give the room back in one of two ways.
	.intel_syntax noprefix
	.text
	.globl copied
	.type copied, %function
copied:
	push rbx
	sub rsp, 32
	mov rbx, rdi
	mov rax, [rsi + 8]
	mov rdx, [rsi + 16]
	mov [rsp + 8], rax
	mov [rsp + 16], rdx
	call g
	mov rax, [rsp + 8]
	mov rdx, [rsp + 16]
	mov [rbx], rax
	mov [rbx + 8], rdx
	add rsp, 32
	pop rbx
	ret
	.size copied, . - copied
	.globl kept
	.type kept, %function
kept:
	push rbx
	sub rsp, 32
	mov rbx, rdi
	mov rax, [rsi + 8]
	mov rdx, [rsi + 16]
	mov [rsp + 8], rax
	mov [rsp + 16], rdx
	call g
	add rbx, [rsp + 8]
	xor rbx, [rsp + 16]
	mov rax, rbx
	add rsp, 32
	pop rbx
	ret
	.size kept, . - kept
	.globl pushed
	.type pushed, %function
pushed:
	push rbx
	mov rbx, rdi
	mov rdx, [rdi + 8]
	sub rsp, 8
	push rdx
	call g
	pop rdx
	pop rcx
	test eax, eax
	je 1f
	mov rdi, rbx
	call h
1:
	mov eax, ebx
	pop rbx
	ret
	.size pushed, . - pushed
