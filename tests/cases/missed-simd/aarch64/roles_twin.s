// Scalar loops beside a vector loop that are none of its parts.
// expect: other_memory loop=other_memory_scalar
// loop: other_memory other_memory_wide role=vector-main vector_bits=128
// loop: other_memory other_memory_scalar role=main blockers=none
// expect: second_pass loop=second_pass_scalar
// loop: second_pass second_pass_wide role=vector-main vector_bits=128
// loop: second_pass second_pass_scalar role=main blockers=none
// expect: spilled loop=spilled_rest
// loop: spilled spilled_rest role=main blockers=none
	.macro func name
	.globl \name
	.type \name, %function
\name:
	.endm
	.macro endf name
	.size \name, . - \name
	.endm

	func other_memory
	mov x3, #0
other_memory_wide:
	ldr q0, [x0, x3]
	add v0.4s, v0.4s, v1.4s
	str q0, [x0, x3]
	add x3, x3, #16
	cmp x3, x1
	b.ne other_memory_wide
	mov x3, #0
other_memory_scalar:
	ldr w5, [x2, x3]
	add w5, w5, #7
	str w5, [x2, x3]
	add x3, x3, #4
	cmp x3, x4
	b.ne other_memory_scalar
	ret
	endf other_memory

	func second_pass
	mov x3, #0
second_pass_wide:
	ldr q0, [x0, x3]
	add v0.4s, v0.4s, v1.4s
	str q0, [x0, x3]
	add x3, x3, #16
	cmp x3, x1
	b.ne second_pass_wide
	mov x3, #0
second_pass_scalar:
	ldr w5, [x0, x3]
	add w5, w5, #7
	str w5, [x0, x3]
	add x3, x3, #4
	cmp x3, x1
	b.ne second_pass_scalar
	ret
	endf second_pass

// The loop starts at another number that was spilled.
	func spilled
	sub sp, sp, #32
	and x3, x1, #0xfffffffffffffffc
	str x2, [sp, #8]
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
