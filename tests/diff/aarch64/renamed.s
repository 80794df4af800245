// old.s with other registers, other labels, another slot of the stack, the constant elsewhere, and moved.
	.text
	.globl	before
	.type	before, %function
before:
	mov	x0, #3
	ret
	.size	before, . - before
	.p2align 5
	.globl	kernel
	.type	kernel, %function
kernel:
	sub	sp, sp, #32
	str	x30, [sp, #24]
	str	x1, [sp]
	adrp	x9, .Lconstant
	ldr	d7, [x9, :lo12:.Lconstant]
	mov	x4, #0
	cbz	x1, .L9
	.p2align 5
.L7:
	ldr	d3, [x0, x4, lsl #3]
	fmul	d3, d3, d7
	str	d3, [x0, x4, lsl #3]
	add	x4, x4, #1
	cmp	x4, x1
	b.ne	.L7
.L9:
	bl	helper
	ldr	x0, [sp]
	ldr	x30, [sp, #24]
	add	sp, sp, #32
	ret
	.size	kernel, . - kernel
	.section .rodata
	.p2align 3
.Lother:	.double	3.5
.Lconstant:	.double	0.5
	.section .note.GNU-stack, "", %progbits
