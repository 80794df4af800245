// Scalar loops beside a vector loop that are none of its parts.
// expect: other_memory loop=other_memory_scalar
// loop: other_memory other_memory_wide role=vector-main vector_bits=128
// loop: other_memory other_memory_scalar role=main blockers=none
// expect: second_pass loop=second_pass_scalar
// loop: second_pass second_pass_wide role=vector-main vector_bits=128
// loop: second_pass second_pass_scalar role=main blockers=none
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
