# Two loops, a call, constants and a stack slot: what the other files of this folder change.
	.intel_syntax noprefix
	.text
	.globl	kernel
	.type	kernel, @function
kernel:
	sub	rsp, 24
	mov	qword ptr [rsp + 8], rsi
	movsd	xmm1, qword ptr [rip + .Lhalf]
	cmp	dword ptr [rip + .Lhalf], 7
	xor	eax, eax
	test	rsi, rsi
	je	.Lend
	.p2align 4
.Lloop:
	movsd	xmm0, qword ptr [rdi + rax*8]
	mulsd	xmm0, xmm1
	movsd	qword ptr [rdi + rax*8], xmm0
	add	rax, 1
	cmp	rax, rsi
	jne	.Lloop
.Lend:
	call	helper
	mov	rax, qword ptr [rsp + 8]
	add	rsp, 24
	ret
	.size	kernel, . - kernel
	.section .rodata
	.p2align 3
.Lhalf:	.double	0.5
	.section .note.GNU-stack, "", @progbits
