// expect: none
// What only starts, finishes or replaces a vector loop is never reported. Twin: roles_twin.s.
// flags: -march=armv8.2-a+sve
// loop: peeled peeled_start role=prologue vector_bits=0
// loop: peeled peeled_wide role=vector-main vector_bits=128 scalable=no
// loop: peeled peeled_rest role=remainder vector_bits=0
// loop: chosen chosen_wide role=vector-main vector_bits=128
// loop: chosen chosen_scalar role=fallback vector_bits=0
// loop: epilogue epilogue_wide role=vector-main vector_bits=128
// loop: epilogue epilogue_narrow role=remainder vector_bits=64
// loop: epilogue epilogue_rest role=remainder vector_bits=0
// loop: both both_wide role=vector-main vector_bits=128
// loop: both both_scalar role=remainder
// loop: predicated predicated_loop role=vector-main vector_bits=128 scalable=yes
// loop: spilled spilled_rest role=remainder
	.macro func name
	.globl \name
	.type \name, %function
\name:
	.endm
	.macro endf name
	.size \name, . - \name
	.endm

// Elements up to an aligned address, vectors, the rest.
	func peeled
	add x2, x0, x1, lsl #2
peeled_start:
	tst x0, #15
	b.eq 1f
	ldr w3, [x0]
	add w3, w3, #7
	str w3, [x0], #4
	cmp x0, x2
	b.ne peeled_start
	ret
1:
	sub x4, x2, #16
peeled_wide:
	ldr q0, [x0]
	add v0.4s, v0.4s, v1.4s
	str q0, [x0], #16
	cmp x0, x4
	b.ls peeled_wide
	cmp x0, x2
	b.eq 2f
peeled_rest:
	ldr w3, [x0]
	add w3, w3, #7
	str w3, [x0], #4
	cmp x0, x2
	b.ne peeled_rest
2:
	ret
	endf peeled

// A check for overlap chooses between a vector loop and a scalar one.
	func chosen
	sub x3, x0, x1
	cmp x3, #16
	b.lo 1f
	mov x3, #0
chosen_wide:
	ldr q0, [x1, x3]
	add v0.4s, v0.4s, v1.4s
	str q0, [x0, x3]
	add x3, x3, #16
	cmp x3, x2
	b.ne chosen_wide
	ret
1:
	mov x3, #0
chosen_scalar:
	ldr w4, [x1, x3]
	add w4, w4, #7
	str w4, [x0, x3]
	add x3, x3, #4
	cmp x3, x2
	b.ne chosen_scalar
	ret
	endf chosen

// Wide vectors, narrower ones, single elements.
	func epilogue
	mov x3, #0
	ands x4, x1, #0xfffffffffffffff0
	b.eq 1f
epilogue_wide:
	ldr q0, [x0, x3]
	add v0.16b, v0.16b, v1.16b
	str q0, [x0, x3]
	add x3, x3, #16
	cmp x3, x4
	b.ne epilogue_wide
1:
	and x5, x1, #0xfffffffffffffff8
	cmp x3, x5
	b.eq 2f
epilogue_narrow:
	ldr d0, [x0, x3]
	add v0.8b, v0.8b, v1.8b
	str d0, [x0, x3]
	add x3, x3, #8
	cmp x3, x5
	b.ne epilogue_narrow
2:
	cmp x3, x1
	b.eq 3f
epilogue_rest:
	ldrb w6, [x0, x3]
	add w6, w6, #7
	strb w6, [x0, x3]
	add x3, x3, #1
	cmp x3, x1
	b.ne epilogue_rest
3:
	ret
	endf epilogue

// One scalar loop serves both as remainder and behind the check of the trip count, as clang writes it.
	func both
	mov x3, #0
	cmp x1, #4
	b.lo both_scalar
	and x3, x1, #0xfffffffffffffffc
	mov x4, x0
	mov x5, x3
both_wide:
	ldr q1, [x4]
	subs x5, x5, #4
	fmul v1.4s, v1.4s, v0.s[0]
	str q1, [x4], #16
	b.ne both_wide
	cmp x3, x1
	b.eq 1f
both_scalar:
	ldr s1, [x0, x3, lsl #2]
	fmul s1, s1, s0
	str s1, [x0, x3, lsl #2]
	add x3, x3, #1
	cmp x1, x3
	b.ne both_scalar
1:
	ret
	endf both

// SVE's predicates leave nothing for a scalar loop.
	func predicated
	mov x3, #0
	whilelo p0.s, xzr, x2
predicated_loop:
	ld1w {z0.s}, p0/z, [x1, x3, lsl #2]
	add z0.s, z0.s, z1.s
	st1w {z0.s}, p0, [x0, x3, lsl #2]
	incw x3
	whilelo p0.s, x3, x2
	b.first predicated_loop
	ret
	endf predicated

// The rest starts at a number that was spilled.
	func spilled
	sub sp, sp, #32
	and x3, x1, #0xfffffffffffffffc
	str x3, [sp, #8]
	mov x4, #0
spilled_wide:
	lsl x5, x4, #2
	ldr q0, [x0, x5]
	add v0.4s, v0.4s, v1.4s
	str q0, [x0, x5]
	add x4, x4, #4
	cmp x4, x3
	b.ne spilled_wide
	ldr x6, [sp, #8]
	cmp x6, x1
	b.eq 1f
spilled_rest:
	ldr w7, [x0, x6, lsl #2]
	add w7, w7, #7
	str w7, [x0, x6, lsl #2]
	add x6, x6, #1
	cmp x6, x1
	b.ne spilled_rest
1:
	add sp, sp, #32
	ret
	endf spilled
