// expect: none
// The twins of stride.s: enough of each line is used, or so few lines are touched that it does not matter.
	.macro func name
	.globl \name
	.type \name, %function
\name:
	.endm
	.macro endf name
	.size \name, . - \name
	.endm

	func field // 16 bytes of 32
	mov x2, #0
field_loop:
	ldp x3, x4, [x0, #8]
	add x0, x0, #32
	add x2, x2, x3
	eor x2, x2, x4
	cmp x0, x1
	b.ne field_loop
	ldr w5, [x0]
	add x0, x2, x5
	ret
	endf field

	func two_fields // the rest of the record is written
	mov x2, #0
two_fields_loop:
	ldr w3, [x0]
	add x2, x2, x3
	str x2, [x0, #8]
	stp q0, q0, [x0, #16]
	str q0, [x0, #48]
	add x0, x0, #64
	cmp x0, x1
	b.ne two_fields_loop
	ret
	endf two_fields

	func unrolled // neighbours, four at a time
	mov w2, #0
unrolled_loop:
	ldp w3, w4, [x0]
	ldp w5, w6, [x0, #8]
	add w2, w2, w3
	add w2, w2, w4
	add w2, w2, w5
	add w2, w2, w6
	add x0, x0, #16
	cmp x0, x1
	b.ne unrolled_loop
	mov w0, w2
	ret
	endf unrolled

	func plane // a tile of eight rows: its lines are still there for the next column
	add x8, x0, #32
plane_outer:
	mov x3, x0
	mov w4, #8
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

	func column // along the row, the stride in a register for the loop around
	lsl x4, x2, #2
column_outer:
	add x8, x0, x4
	mov x5, x0
	mov w7, #0
column_loop:
	ldr w9, [x5], #4
	add w7, w7, w9
	cmp x5, x8
	b.ne column_loop
	str w7, [x3], #4
	add x0, x0, x4
	subs x1, x1, #1
	b.ne column_outer
	ret
	endf column

	func column_unrolled // 32 bytes of each row
	lsl x4, x2, #3
	add x8, x0, x4
column_unrolled_outer:
	mov x6, x0
	mov x7, x1
	movi v0.16b, #0
	movi v1.16b, #0
column_unrolled_loop:
	ldp q2, q3, [x6]
	fadd v0.2d, v0.2d, v2.2d
	fadd v1.2d, v1.2d, v3.2d
	add x6, x6, x4
	subs x7, x7, #1
	b.ne column_unrolled_loop
	stp q0, q1, [x3], #32
	add x0, x0, #32
	cmp x0, x8
	b.ne column_unrolled_outer
	ret
	endf column_unrolled

	func vector_step // by a register that nothing scales: a cursor's direction, say
	mov w3, #0
vector_step_loop:
	ldrb w4, [x0]
	add w3, w3, w4
	add x0, x0, x2
	cmp x0, x1
	b.ne vector_step_loop
	mov w0, w3
	ret
	endf vector_step

	func backwards // a call in the loop may use the rest of the record
	stp x29, x30, [sp, #-32]!
	stp x19, x20, [sp, #16]
	mov x19, x0
	mov x20, x1
backwards_loop:
	ldrh w1, [x19]
	mov x0, x19
	bl visit
	sub x19, x19, #24
	cmp x19, x20
	b.ne backwards_loop
	ldp x19, x20, [sp, #16]
	ldp x29, x30, [sp], #32
	ret
	endf backwards

	func own_frame // a table of the function's own, which lies in the first-level cache
	stp x29, x30, [sp, #-16]!
	sub sp, sp, #1, lsl #12
	mov x0, sp
	bl fill
	mov x1, sp
	add x2, sp, #1, lsl #12
	mov w0, #0
own_frame_loop:
	ldr w3, [x1], #32
	add w0, w0, w3
	cmp x1, x2
	b.ne own_frame_loop
	add sp, sp, #1, lsl #12
	ldp x29, x30, [sp], #16
	ret
	endf own_frame

	func written // stores alone
written_loop:
	str wzr, [x0], #64
	cmp x0, x1
	b.ne written_loop
	ret
	endf written

	func two_arrays // fields of one record by three pointers, perhaps
	mov x4, #0
two_arrays_loop:
	ldr x5, [x0], #32
	ldr x6, [x2], #32
	ldr x7, [x3], #32
	add x4, x4, x5
	add x4, x4, x6
	add x4, x4, x7
	cmp x0, x1
	b.ne two_arrays_loop
	mov x0, x4
	ret
	endf two_arrays

	func mirrored // two elements in turn: the distance from the end, and from that again
	lsl x1, x1, #3
	mov x3, #0
	mov x4, #0
mirrored_loop:
	ldr x5, [x0, x4]
	add x3, x3, x5
	sub x4, x1, x4
	subs x2, x2, #1
	b.ne mirrored_loop
	mov x0, x3
	ret
	endf mirrored
	.section .note.GNU-stack,"",%progbits
