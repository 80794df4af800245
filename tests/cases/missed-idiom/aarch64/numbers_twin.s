// A difference that is not added to its own subtrahend; maximum and minimum of other values; products with two uses, or whose
// upper half is taken, or whose sum sets flags; a multiplication that takes two instructions.
// expect: none
	.text
	.globl other
	.type other, %function
other:
	sub w2, w0, w1
	and w2, w2, w2, asr #31
	add w0, w3, w2
	ret
	.size other, . - other

	.globl other_values
	.type other_values, %function
other_values:
	umax v2.16b, v0.16b, v1.16b
	umin v3.16b, v0.16b, v4.16b
	sub v0.16b, v2.16b, v3.16b
	ret
	.size other_values, . - other_values

	.globl used_twice
	.type used_twice, %function
used_twice:
1:
	ldr d1, [x0]
	ldr d2, [x1], #8
	fmul d1, d1, d2
	str d1, [x0], #8
	fadd d0, d0, d1
	cmp x0, x2
	b.ne 1b
	ret
	.size used_twice, . - used_twice

	.globl upper
	.type upper, %function
upper:
	mov x5, #0
1:
	ldr x3, [x0], #8
	ldr x4, [x1], #8
	umulh x3, x3, x4
	add x5, x5, x3
	cmp x0, x2
	b.ne 1b
	mov x0, x5
	ret
	.size upper, . - upper

	.globl flags
	.type flags, %function
flags:
	mov x5, #0
	mov x6, #0
1:
	ldr x3, [x0], #8
	ldr x4, [x1], #8
	mul x3, x3, x4
	adds x5, x5, x3
	adc x6, x6, xzr
	cmp x0, x2
	b.ne 1b
	add x0, x5, x6
	ret
	.size flags, . - flags

	.globl hundred
	.type hundred, %function
hundred:
	mov x1, #100
	mul x0, x0, x1
	ret
	.size hundred, . - hundred
