# expect: none
# What leaves stands behind the loop; only padding, the way into the loop, another loop's code, a failing check's call or
# code that a slow way put aside lies between its blocks.
	.intel_syntax noprefix
	.text
	.macro func name
	.p2align 6
	.globl \name
	.type \name, %function
\name:
	.endm
	.macro endf name
	.size \name, . - \name
	.endm

	func behind
	xor ecx, ecx
1:
	movzx eax, byte ptr [rdi + rcx]
	cmp al, [rsi + rcx]
	jne 2f
	inc rcx
	cmp rcx, r8
	jne 1b
	xor eax, eax
	ret
2:
	mov [rdx], rcx
	movzx eax, byte ptr [rdi + rcx]
	mov [rdx + 8], eax
	mov dword ptr [rdx + 16], 1
	mov eax, 1
	ret
	endf behind

	func padded
	xor ecx, ecx
	jmp 2f
	.p2align 5
1:
	inc rcx
	cmp rcx, r8
	je 3f
	jmp 2f
	.p2align 5
2:
	movzx eax, byte ptr [rdi + rcx]
	cmp al, [rsi + rcx]
	je 1b
3:
	mov eax, ecx
	ret
	endf padded

# Between the latch and the header stands the way into the loop.
	func entered
	jmp 2f
1:
	inc rcx
	cmp rcx, r8
	jne 3f
	mov rax, rcx
	ret
2:
	xor ecx, ecx
	mov r9, [rdx]
	mov r10, [rdx + 8]
	add r9, r10
	mov [rdx], r9
3:
	movzx eax, byte ptr [rdi + rcx]
	add [rsi], rax
	jmp 1b
	endf entered

# The inner loop's two halves, with code of the outer loop between: it comes back.
	func nested
1:
	xor ecx, ecx
2:
	movzx eax, byte ptr [rdi + rcx]
	test al, al
	jne 3f
	mov [rdx], rcx
	add rdx, 8
	add rdi, 64
	mov rax, [rdx]
	mov [rdx + 8], rax
	dec rsi
	jne 1b
	ret
3:
	inc rcx
	jmp 2b
	endf nested

# bounds-check's.
	func fails
	push rbx
	xor ebx, ebx
1:
	cmp rbx, rsi
	jb 2f
	mov rdi, rbx
	mov rdx, rcx
	mov edi, 17
	call abort
2:
	inc dword ptr [rdi + rbx*4]
	inc rbx
	cmp rbx, rcx
	jne 1b
	pop rbx
	ret
	endf fails

# The slow way lies behind the end of the function, which is in nobody's way.
	func aside
	push rbx
	push rbp
	mov rbx, rdi
	lea rbp, [rdi + 400]
1:
	mov edi, [rbx]
	test edi, edi
	js 3f
2:
	add rbx, 4
	cmp rbx, rbp
	jne 1b
	mov qword ptr [rdx], 0
	mov qword ptr [rdx + 8], 0
	pop rbp
	pop rbx
	ret
3:
	neg edi
	mov [rbx], edi
	jmp 2b
	endf aside
