// Bits counted under masks; halving steps; a de Bruijn sequence.
// expect: plain kind=bit-count at=plain_and confidence=high
// expect: steps kind=leading-zeros at=steps_first
// expect: selects kind=leading-zeros at=selects_first
// expect: bruijn kind=trailing-zeros at=bruijn_mul
	.text
	.globl plain
	.type plain, %function
plain:
	lsr w1, w0, #1
plain_and:
	and w1, w1, #0x55555555
	sub w0, w0, w1
	and w1, w0, #0x33333333
	lsr w0, w0, #2
	and w0, w0, #0x33333333
	add w0, w0, w1
	add w0, w0, w0, lsr #4
	and w0, w0, #0x0f0f0f0f
	mov w1, #0x0101
	movk w1, #0x0101, lsl #16
	mul w0, w0, w1
	lsr w0, w0, #24
	ret
	.size plain, . - plain

	.globl steps
	.type steps, %function
steps:
	tst w0, #0xffff0000
	cset w8, ne
	lsl w8, w8, #4
steps_first:
	lsr w9, w0, w8
	cmp w9, #0xff
	cset w10, hi
	lsl w10, w10, #3
	lsr w9, w9, w10
	cmp w9, #0xf
	cset w11, hi
	lsl w11, w11, #2
	lsr w9, w9, w11
	orr w8, w8, w9
	orr w9, w10, w11
	orr w0, w8, w9
	ret
	.size steps, . - steps

	.globl selects
	.type selects, %function
selects:
	lsl w1, w0, #16
	cmp w0, #16, lsl #12
selects_first:
	csel w0, w1, w0, lo
	lsl w1, w0, #8
	lsr w2, w0, #24
	cmp w2, #0
	csel w0, w1, w0, eq
	lsl w1, w0, #4
	lsr w2, w0, #28
	cmp w2, #0
	csel w0, w1, w0, eq
	ret
	.size selects, . - selects

	.globl bruijn
	.type bruijn, %function
bruijn:
	mov w2, #0xb531
	movk w2, #0x077c, lsl #16
	neg w3, w0
	and w0, w0, w3
bruijn_mul:
	mul w0, w0, w2
	lsr w0, w0, #27
	ldrb w0, [x1, w0, uxtw]
	ret
	.size bruijn, . - bruijn
