// Divisors that do not change in the loop: quotient, remainder by way of msub, 1 << n, memory that nothing writes.
// expect: quotient kind=integer severity=high confidence=high at=quotient_div loop=quotient_top cost=any
// expect: rest kind=remainder at=rest_div
// expect: both kind=integer at=both_div
// expect: shifted kind=remainder at=shifted_div
// expect: loaded kind=remainder at=loaded_div
	.text
	.globl quotient
	.type quotient, %function
quotient:
quotient_top:
	ldr w3, [x0]
quotient_div:
	udiv w3, w3, w2
	str w3, [x0], #4
	cmp x0, x1
	b.ne quotient_top
	ret
	.size quotient, . - quotient

	.globl rest
	.type rest, %function
rest:
1:	ldr x3, [x0]
rest_div:
	sdiv x4, x3, x2
	msub x3, x4, x2, x3
	str x3, [x0], #8
	cmp x0, x1
	b.ne 1b
	ret
	.size rest, . - rest

	.globl both
	.type both, %function
both:
1:	ldr x3, [x0]
both_div:
	udiv x4, x3, x2
	msub x3, x4, x2, x3
	stp x3, x4, [x0], #16
	cmp x0, x1
	b.ne 1b
	ret
	.size both, . - both

	.globl shifted
	.type shifted, %function
shifted:
	mov w5, #1
1:	ldp w3, w4, [x0]
	lsl w4, w5, w4
shifted_div:
	udiv w6, w3, w4
	msub w3, w6, w4, w3
	str w3, [x0], #8
	cmp x0, x1
	b.ne 1b
	ret
	.size shifted, . - shifted

	.globl loaded
	.type loaded, %function
loaded:
	mov w5, #0
1:	ldr w3, [x0], #4
	ldr w4, [x2, #16]
loaded_div:
	udiv w6, w3, w4
	msub w3, w6, w4, w3
	add w5, w5, w3
	cmp x0, x1
	b.ne 1b
	mov w0, w5
	ret
	.size loaded, . - loaded
