// A second loop over the same memory, from its start again: no remainder.
// flags: -march=armv8.2-a+sve
// expect: again loop=again_scalar
// loop: again again_wide role=vector-main
// loop: again again_scalar role=main blockers=none
// expect: scalable loop=scalable_scalar
// loop: scalable scalable_wide role=vector-main scalable=yes
// loop: scalable scalable_scalar role=main blockers=none
	.text
	.globl again
	.type again, %function
again:
	lsr w4, w2, #2
	mov x3, #0
	lsl x4, x4, #4
again_wide:
	ldr q1, [x0, x3]
	fmul v1.4s, v1.4s, v2.4s
	str q1, [x0, x3]
	add x3, x3, #16
	cmp x3, x4
	b.ne again_wide
	mov x5, #0
again_scalar:
	ldr s1, [x0, x5, lsl #2]
	fsub s1, s1, s0
	str s1, [x0, x5, lsl #2]
	add x5, x5, #1
	cmp x5, x2
	b.ne again_scalar
	ret
	.size again, . - again

	.globl scalable
	.type scalable, %function
scalable:
	mov x3, #0
	whilelo p0.s, xzr, x2
scalable_wide:
	ld1w {z0.s}, p0/z, [x0, x3, lsl #2]
	add z0.s, z0.s, z1.s
	st1w {z0.s}, p0, [x0, x3, lsl #2]
	incw x3
	whilelo p0.s, x3, x2
	b.first scalable_wide
	mov x5, #0
scalable_scalar:
	ldr w6, [x0, x5, lsl #2]
	eor w6, w6, w7
	str w6, [x0, x5, lsl #2]
	add x5, x5, #1
	cmp x5, x2
	b.ne scalable_scalar
	ret
	.size scalable, . - scalable
