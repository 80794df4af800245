// expect: none
// The twins of split.s: some alignment keeps them whole, or the stores can feed the loads, or have long drained.
	.macro func name
	.globl \name
	.type \name, %function
\name:
	.endm
	.macro endf name
	.size \name, . - \name
	.endm

	func stride24 // a pair of scalars
stride24_loop:
	ldp d1, d2, [x0], #24
	fadd d0, d0, d1
	fadd d0, d0, d2
	cmp x0, x1
	b.ne stride24_loop
	ret
	endf stride24

	func shifted // a pair of vectors at a stride of 48: each of them may be aligned
shifted_loop:
	ldp q1, q2, [x0], #48
	fadd v0.4s, v0.4s, v1.4s
	fadd v0.4s, v0.4s, v2.4s
	cmp x0, x1
	b.ne shifted_loop
	ret
	endf shifted

	func frame // aligned to 64, and 48 behind that
	stp x29, x30, [sp, #-16]!
	mov x29, sp
	sub x9, sp, #1, lsl #12
	and sp, x9, #-64
	mov x0, sp
	bl fill
	add x2, sp, #48
	add x3, sp, #3120
frame_loop:
	ldr q1, [x2], #64
	fadd v0.4s, v0.4s, v1.4s
	cmp x2, x3
	b.ne frame_loop
	mov sp, x29
	ldp x29, x30, [sp], #16
	ret
	endf frame

	func page // nothing is known of where it starts
page_loop:
	ldr q1, [x0]
	fadd v0.4s, v0.4s, v1.4s
	add x0, x0, #1, lsl #12
	cmp x0, x1
	b.ne page_loop
	ret
	endf page

	func quarters // each half from one store: these cores forward that
	str w1, [x0]
	str w2, [x0, #4]
	ldr x0, [x0]
	ret
	endf quarters

	func bytes_in_loop // loaded as they are stored
	mov w9, #0
bytes_in_loop_loop:
	strb w1, [x0]
	strb w2, [x0, #1]
	ldrb w8, [x0]
	ldrb w7, [x0, #1]
	add w9, w9, w8
	add w9, w9, w7
	add x0, x0, #2
	cmp x0, x5
	b.ne bytes_in_loop_loop
	mov w0, w9
	ret
	endf bytes_in_loop

	func into_pair // each register from a store of its own
	str x1, [x0]
	str x2, [x0, #8]
	ldp x1, x2, [x0]
	add x0, x1, x2
	ret
	endf into_pair

	func doubtful // a call in between: the stores have drained, or were overwritten
	stp x29, x30, [sp, #-32]!
	str x19, [sp, #16]
	mov x19, x0
	strh w1, [x0]
	strh w2, [x0, #2]
	bl visit
	ldr w0, [x19]
	ldr x19, [sp, #16]
	ldp x29, x30, [sp], #32
	ret
	endf doubtful

	func earlier_iteration // what it reads lies ahead of what it stores
	mov w4, #0
earlier_iteration_loop:
	ldur w3, [x0, #4]
	strb w1, [x0], #1
	add w4, w4, w3
	cmp x0, x2
	b.ne earlier_iteration_loop
	mov w0, w4
	ret
	endf earlier_iteration

	func short_loop // a loop that may turn any number of times
	mov x3, x0
1:
	ldrb w4, [x1], #1
	ldrb w4, [x2, w4, uxtw]
	strb w4, [x3], #1
	cmp x1, x5
	b.ne 1b
	ldr x0, [x0]
	ret
	endf short_loop
	.section .note.GNU-stack,"",%progbits
