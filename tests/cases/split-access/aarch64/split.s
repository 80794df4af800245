// expect: stride24 kind=line loop=stride24_loop at=stride24_load confidence=high
// expect: shifted kind=line loop=shifted_loop
// expect: frame kind=line loop=frame_loop severity=low
// expect: page kind=page loop=page_loop severity=medium
// expect: quarters kind=forwarding loop=none at=quarters_load severity=low confidence=high cost=none
// expect: bytes_in_loop kind=forwarding loop=bytes_in_loop_loop severity=high
// expect: into_pair kind=forwarding loop=none
// expect: doubtful kind=forwarding loop=none confidence=medium
// expect: earlier_iteration kind=forwarding loop=earlier_iteration_loop at=earlier_iteration_load
// expect: short_loop kind=forwarding loop=none at=short_loop_load
// Accesses that no alignment keeps within lines, and loads that stores cannot feed. Each has its twin in split_twin.s.
	.macro func name
	.globl \name
	.type \name, %function
\name:
	.endm
	.macro endf name
	.size \name, . - \name
	.endm

	func stride24
stride24_loop:
stride24_load:
	ldr q1, [x0], #24
	fadd v0.2d, v0.2d, v1.2d
	cmp x0, x1
	b.ne stride24_loop
	ret
	endf stride24

	func shifted // whichever of the two is aligned, the other one is not
shifted_loop:
	ldr q1, [x0]
	ldur q2, [x0, #4]
	fadd v0.4s, v0.4s, v1.4s
	fadd v0.4s, v0.4s, v2.4s
	add x0, x0, #16
	cmp x0, x1
	b.ne shifted_loop
	ret
	endf shifted

	func frame // aligned to 64, and 56 behind that
	stp x29, x30, [sp, #-16]!
	mov x29, sp
	sub x9, sp, #1, lsl #12
	and sp, x9, #-64
	mov x0, sp
	bl fill
	add x2, sp, #56
	add x3, sp, #3128
frame_loop:
	ldr q1, [x2], #64
	fadd v0.4s, v0.4s, v1.4s
	cmp x2, x3
	b.ne frame_loop
	mov sp, x29
	ldp x29, x30, [sp], #16
	ret
	endf frame

	func page // aligned to 4096, and 4088 behind that, page after page
	stp x29, x30, [sp, #-16]!
	mov x29, sp
	sub x9, sp, #256, lsl #12
	and sp, x9, #-4096
	mov x0, sp
	bl fill
	add x2, sp, #4088
	add x3, x2, #200, lsl #12
page_loop:
	ldr q1, [x2]
	fadd v0.4s, v0.4s, v1.4s
	add x2, x2, #1, lsl #12
	cmp x2, x3
	b.ne page_loop
	mov sp, x29
	ldp x29, x30, [sp], #16
	ret
	endf page

	func quarters
	strh w1, [x0]
	strh w2, [x0, #2]
	str w3, [x0, #4]
quarters_load:
	ldr x0, [x0]
	ret
	endf quarters

	func bytes_in_loop
	mov w9, #0
bytes_in_loop_loop:
	strb w1, [x0]
	strb w2, [x0, #1]
	strb w3, [x0, #2]
	strb w4, [x0, #3]
	ldr w8, [x0], #4
	add w9, w9, w8
	cmp x0, x5
	b.ne bytes_in_loop_loop
	mov w0, w9
	ret
	endf bytes_in_loop

	func into_pair // the second register's bytes come from three stores
	str x1, [x0]
	str w2, [x0, #8]
	strh w3, [x0, #12]
	strh w4, [x0, #14]
	ldp x1, x2, [x0]
	add x0, x1, x2
	ret
	endf into_pair

	func doubtful // [x4] may be [x0]
	strh w1, [x0]
	strh w2, [x0, #2]
	str xzr, [x4]
	ldr w0, [x0]
	ret
	endf doubtful

	func earlier_iteration // reads what the last four iterations stored
	mov w4, #0
earlier_iteration_loop:
earlier_iteration_load:
	ldur w3, [x0, #-4]
	strb w1, [x0], #1
	add w4, w4, w3
	cmp x0, x2
	b.ne earlier_iteration_loop
	mov w0, w4
	ret
	endf earlier_iteration

	func short_loop // eight bytes, one by one
	mov x3, #0
1:
	ldrb w4, [x1, x3]
	ldrb w4, [x2, w4, uxtw]
	strb w4, [x0, x3]
	add x3, x3, #1
	cmp x3, #8
	b.ne 1b
short_loop_load:
	ldr x0, [x0]
	ret
	endf short_loop
	.section .note.GNU-stack,"",%progbits
