# old.s with other registers, other labels, another slot of the stack, the constant elsewhere, and moved.
	.intel_syntax noprefix
	.text
	.globl	before
	.type	before, @function
before:
	mov	eax, 3
	ret
	.size	before, . - before
	.p2align 5
	.globl	kernel
	.type	kernel, @function
kernel:
	sub	rsp, 24
	mov	qword ptr [rsp + 16], rsi
	movsd	xmm7, qword ptr [rip + .Lconstant]
	cmp	dword ptr [rip + .Lconstant], 7
	xor	ecx, ecx
	test	rsi, rsi
	je	.L9
	.p2align 5
.L7:
	movsd	xmm3, qword ptr [rdi + rcx*8]
	mulsd	xmm3, xmm7
	movsd	qword ptr [rdi + rcx*8], xmm3
	add	rcx, 1
	cmp	rcx, rsi
	jne	.L7
.L9:
	call	helper
	mov	rax, qword ptr [rsp + 16]
	add	rsp, 24
	ret
	.size	kernel, . - kernel
	.section .rodata
	.p2align 3
.Lother:	.double	3.5
.Lconstant:	.double	0.5
	.section .note.GNU-stack, "", @progbits
