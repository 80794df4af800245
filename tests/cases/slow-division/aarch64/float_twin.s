// What changes from element to element, and estimates.
// expect: none
	.text
	.globl reversed
	.type reversed, %function
reversed:
1:	ldr d1, [x0]
	fdiv d1, d0, d1
	str d1, [x0], #8
	cmp x0, x1
	b.ne 1b
	ret
	.size reversed, . - reversed

	.globl roots
	.type roots, %function
roots:
1:	ldr q1, [x0]
	fsqrt v1.4s, v1.4s
	str q1, [x0], #16
	cmp x0, x1
	b.ne 1b
	ret
	.size roots, . - roots

	.globl estimate
	.type estimate, %function
estimate:
1:	ldr q1, [x0]
	frecpe v2.4s, v0.4s
	fmul v1.4s, v1.4s, v2.4s
	str q1, [x0], #16
	cmp x0, x1
	b.ne 1b
	ret
	.size estimate, . - estimate
