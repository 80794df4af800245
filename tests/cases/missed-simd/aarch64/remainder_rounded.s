// Remainders whose start (n & -4) and whose wide loop's bound (n >> 2 << 4) are computed from n apart, as gcc
// -O2 -ftree-vectorize writes them; and loops that move by a vector length, whose steps are no constants.
// flags: -march=armv8.2-a+sve
// expect: none
// loop: rounded rounded_wide role=vector-main
// loop: rounded rounded_rest role=remainder
// loop: scalable scalable_wide role=vector-main scalable=yes
// loop: scalable scalable_rest role=remainder
// loop: chosen chosen_wide role=vector-main scalable=yes
// loop: chosen chosen_scalar role=fallback
	.text
	.globl rounded
	.type rounded, %function
rounded:
	cmp w2, #4
	b.lo 2f
	lsr w4, w2, #2
	mov x3, #0
	lsl x4, x4, #4
rounded_wide:
	ldr q1, [x1, x3]
	fmul v1.4s, v1.4s, v2.4s
	str q1, [x0, x3]
	add x3, x3, #16
	cmp x3, x4
	b.ne rounded_wide
	and w3, w2, #0xfffffffc
	tst x2, #3
	b.eq 1f
3:	sxtw x3, w3
rounded_rest:
	ldr s1, [x1, x3, lsl #2]
	fmul s1, s1, s0
	str s1, [x0, x3, lsl #2]
	add x3, x3, #1
	cmp w2, w3
	b.gt rounded_rest
1:	ret
2:	mov w3, #0
	b 3b
	.size rounded, . - rounded

	.globl scalable
	.type scalable, %function
scalable:
	mov w8, w2
	cntw x9
	mov x10, xzr
	cmp x9, x8
	b.hi 4f
	udiv x10, x8, x9
	mov x11, xzr
	ptrue p0.s
	mul x10, x10, x9
	sub x12, x8, x10
scalable_wide:
	ld1w {z0.s}, p0/z, [x1, x11, lsl #2]
	add z0.s, z0.s, z1.s
	st1w {z0.s}, p0, [x0, x11, lsl #2]
	add x11, x11, x9
	cmp x11, x10
	b.ne scalable_wide
	cbz x12, 5f
4:	lsl x11, x10, #2
	sub x8, x8, x10
	add x9, x0, x11
	add x11, x1, x11
scalable_rest:
	ldr w10, [x11], #4
	subs x8, x8, #1
	add w10, w10, w7
	str w10, [x9], #4
	b.ne scalable_rest
5:	ret
	.size scalable, . - scalable

	.globl chosen
	.type chosen, %function
chosen:
	cntb x4
	sub x3, x0, x1
	cmp x3, x4
	b.ls 6f
	mov x3, #0
	cntw x4
	whilelo p0.s, wzr, w2
chosen_wide:
	ld1w {z0.s}, p0/z, [x1, x3, lsl #2]
	add z0.s, z0.s, z1.s
	st1w {z0.s}, p0, [x0, x3, lsl #2]
	add x3, x3, x4
	whilelo p0.s, w3, w2
	b.ne chosen_wide
	ret
6:	sbfiz x2, x2, #2, #32
	mov x3, #0
chosen_scalar:
	ldr w5, [x1, x3]
	add w5, w5, w6
	str w5, [x0, x3]
	add x3, x3, #4
	cmp x2, x3
	b.ne chosen_scalar
	ret
	.size chosen, . - chosen
