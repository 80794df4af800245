// Floating point: a scalar and a vector divisor, and a square root of what does not change.
// expect: scale kind=float at=scale_div
// expect: packed kind=float at=packed_div
// expect: root kind=square-root at=root_sqrt
// expect: root kind=float at=root_div
	.text
	.globl scale
	.type scale, %function
scale:
1:	ldr d1, [x0]
scale_div:
	fdiv d1, d1, d0
	str d1, [x0], #8
	cmp x0, x1
	b.ne 1b
	ret
	.size scale, . - scale

	.globl packed
	.type packed, %function
packed:
	dup v0.4s, v0.s[0]
1:	ldr q1, [x0]
packed_div:
	fdiv v1.4s, v1.4s, v0.4s
	str q1, [x0], #16
	cmp x0, x1
	b.ne 1b
	ret
	.size packed, . - packed

	.globl root
	.type root, %function
root:
1:	ldr d1, [x0]
root_sqrt:
	fsqrt d2, d0
root_div:
	fdiv d1, d1, d2
	str d1, [x0], #8
	cmp x0, x1
	b.ne 1b
	ret
	.size root, . - root
