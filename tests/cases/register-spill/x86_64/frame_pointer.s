# expect: f kind=general severity=high
# expect: realigned kind=vector severity=low
# spills: f stores=1 reloads=1
# spills: realigned stores=1 reloads=1
# spills: f_twin stores=0 reloads=0
# Slots reached through rbp, with a variably sized part of the frame below; a realigned frame; the twin saves and restores
# through rbp.
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
	push rbp
	mov rbp, rsp
	sub rsp, 16
	mov [rbp - 8], rdi
	lea rax, [rsi*8 + 15]
	and rax, -16
	sub rsp, rax
	mov rdi, rsp
1:
	call g
	mov rdi, [rbp - 8]
	dec dword ptr [rdi]
	jne 1b
	leave
	ret
	.size f, . - f
	.globl realigned
	.type realigned, %function
realigned:
	push rbp
	mov rbp, rsp
	and rsp, -32
	sub rsp, 64
	vmovaps [rsp], ymm0
	call g
	vaddps ymm0, ymm0, [rsp]
	leave
	ret
	.size realigned, . - realigned
	.globl f_twin
	.type f_twin, %function
f_twin:
	push rbp
	mov rbp, rsp
	sub rsp, 16
	mov [rbp - 8], rbx
	mov rbx, rdi
	call g
	add rax, rbx
	mov rbx, [rbp - 8]
	leave
	ret
	.size f_twin, . - f_twin
