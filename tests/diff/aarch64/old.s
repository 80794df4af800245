// Two loops, a call, constants and a stack slot: what the other files of this folder change.
	.text
	.globl	kernel
	.type	kernel, %function
kernel:
	sub	sp, sp, #32
	str	x30, [sp, #16]
	str	x1, [sp, #8]
	adrp	x2, .Lhalf
	ldr	d1, [x2, :lo12:.Lhalf]
	mov	x3, #0
	cbz	x1, .Lend
	.p2align 4
.Lloop:
	ldr	d0, [x0, x3, lsl #3]
	fmul	d0, d0, d1
	str	d0, [x0, x3, lsl #3]
	add	x3, x3, #1
	cmp	x3, x1
	b.ne	.Lloop
.Lend:
	bl	helper
	ldr	x0, [sp, #8]
	ldr	x30, [sp, #16]
	add	sp, sp, #32
	ret
	.size	kernel, . - kernel
	.section .rodata
	.p2align 3
.Lhalf:	.double	0.5
	.section .note.GNU-stack, "", %progbits
