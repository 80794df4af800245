// expect: field kind=structure loop=field_loop at=field_load confidence=high severity=medium cost=none
// expect: two_fields kind=structure loop=two_fields_loop
// expect: unrolled kind=structure loop=unrolled_loop
// expect: plane kind=column loop=plane_loop confidence=medium
// expect: column kind=column loop=column_loop confidence=medium
// expect: column_unrolled kind=column loop=column_unrolled_loop confidence=medium
// expect: vector_step kind=column loop=vector_step_loop confidence=low
// expect: backwards kind=structure loop=backwards_loop
// expect: column_from_end kind=column loop=column_from_end_loop confidence=medium
// Loops that use few bytes of each line. Each has its twin in stride_twin.s.
	.macro func name
	.globl \name
	.type \name, %function
\name:
	.endm
	.macro endf name
	.size \name, . - \name
	.endm

	func field // 4 bytes of 32
	mov w2, #0
field_loop:
field_load:
	ldr w3, [x0, #8]
	add x0, x0, #32
	add w2, w2, w3
	cmp x0, x1
	b.ne field_loop
	mov w0, w2
	ret
	endf field

	func two_fields // 4 and 8 bytes of 64
	mov x2, #0
two_fields_loop:
	ldr w3, [x0]
	ldr x4, [x0, #40]
	add x2, x2, x3
	add x2, x2, x4
	add x0, x0, #64
	cmp x0, x1
	b.ne two_fields_loop
	mov x0, x2
	ret
	endf two_fields

	func unrolled // 4 bytes of 48, four at a time
	mov w2, #0
unrolled_loop:
	ldr w3, [x0]
	ldr w4, [x0, #48]
	ldr w5, [x0, #96]
	ldr w6, [x0, #144]
	add w2, w2, w3
	add w2, w2, w4
	add w2, w2, w5
	add w2, w2, w6
	add x0, x0, #192
	cmp x0, x1
	b.ne unrolled_loop
	mov w0, w2
	ret
	endf unrolled

	func plane // a constant row of 4096 bytes; the loop around goes on by one element
	add x8, x0, #1, lsl #12
plane_outer:
	mov x3, x0
	mov w4, w1
	mov w5, #0
plane_loop:
	ldr w6, [x3]
	add w5, w5, w6
	add x3, x3, #1, lsl #12
	subs w4, w4, #1
	b.ne plane_loop
	str w5, [x2], #4
	add x0, x0, #4
	cmp x0, x8
	b.ne plane_outer
	ret
	endf plane

	func column // the row's length in a register
	lsl x4, x2, #2
	add x8, x0, x4
column_outer:
	mov x5, x0
	mov x6, x1
	mov w7, #0
column_loop:
	ldr w9, [x5]
	add w7, w7, w9
	add x5, x5, x4
	subs x6, x6, #1
	b.ne column_loop
	str w7, [x3], #4
	add x0, x0, #4
	cmp x0, x8
	b.ne column_outer
	ret
	endf column

	func column_unrolled
	lsl x4, x2, #3
	lsl x5, x2, #4
	add x8, x0, x4
column_unrolled_outer:
	mov x6, x0
	mov x7, x1
	movi d0, #0
column_unrolled_loop:
	ldr d1, [x6]
	ldr d2, [x6, x4]
	fadd d0, d0, d1
	fadd d0, d0, d2
	add x6, x6, x5
	subs x7, x7, #1
	b.ne column_unrolled_loop
	str d0, [x3], #8
	add x0, x0, #8
	cmp x0, x8
	b.ne column_unrolled_outer
	ret
	endf column_unrolled

	func vector_step // one loop alone: the stride may as well be 1
	movi d0, #0
	lsl x2, x2, #3
vector_step_loop:
	ldr d1, [x0]
	fadd d0, d0, d1
	add x0, x0, x2
	subs x1, x1, #1
	b.ne vector_step_loop
	ret
	endf vector_step

	func backwards
	mov w2, #0
backwards_loop:
	ldrh w3, [x0, #-24]!
	add w2, w2, w3
	cmp x0, x1
	b.ne backwards_loop
	mov w0, w2
	ret
	endf backwards

	func column_from_end // columns of floats, row length 1024 bytes; each starts at its end less the whole
	add x4, x0, x1
	add x5, x4, #1024
column_from_end_outer:
	movi v0.2s, #0
	sub x3, x4, x1
column_from_end_loop:
	ldr s1, [x3]
	add x3, x3, #1024
	fadd s0, s0, s1
	cmp x3, x4
	b.ne column_from_end_loop
	add x4, x4, #4
	str s0, [x2], #4
	cmp x4, x5
	b.ne column_from_end_outer
	ret
	endf column_from_end
	.section .note.GNU-stack,"",%progbits
