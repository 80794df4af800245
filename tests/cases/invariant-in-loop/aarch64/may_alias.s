// Work on memory that a store in the loop may change, as far as a compiler can tell.
// expect: factor kind=may-alias at=factor_at confidence=medium
// expect: mask kind=may-alias at=mask_at
	.text

	.globl factor
	.type factor, %function
factor:
1:
	ldp w4, w5, [x2]
factor_at:
	mul w4, w4, w5
	ldrb w6, [x0]
	mul w6, w6, w4
	strb w6, [x0], #1
	subs x1, x1, #1
	b.ne 1b
	ret
	.size factor, . - factor

	.globl mask
	.type mask, %function
mask:
	mov w9, #1
1:
	ldr w4, [x0, #8]
	lsl w4, w9, w4
mask_at:
	sub w4, w4, #1
	ldr w5, [x1], #4
	and w4, w4, w5
	ldr x6, [x0]
	strb w9, [x6, w4, uxtw]
	subs x2, x2, #1
	b.ne 1b
	ret
	.size mask, . - mask
