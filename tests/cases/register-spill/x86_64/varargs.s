# expect: none
# spills: f stores=0 reloads=0
# The register save area of a variadic function, as gcc lays it out.
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
	sub rsp, 216
	mov [rsp + 40], rsi
	mov [rsp + 48], rdx
	mov [rsp + 56], rcx
	mov [rsp + 64], r8
	mov [rsp + 72], r9
	test al, al
	je 1f
	movaps [rsp + 80], xmm0
	movaps [rsp + 96], xmm1
1:
	lea rax, [rsp + 224]
	mov dword ptr [rsp + 8], 8
	mov [rsp + 16], rax
	lea rax, [rsp + 32]
	mov [rsp + 24], rax
	lea rsi, [rsp + 8]
	call vprint
	add rsp, 216
	ret
	.size f, . - f
