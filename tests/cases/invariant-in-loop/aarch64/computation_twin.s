// No work that could be done before: constants and addresses, copies, extensions, one cheap step, inputs that change, a
// division, a value that a call or a store changes.
// expect: none
	.text

	.globl constants
	.type constants, %function
constants:
1:
	mov w4, #0x1234
	movk w4, #0x5678, lsl #16
	adrp x5, table
	add x5, x5, :lo12:table
	ldr w6, [x0]
	eor w6, w6, w4
	and w7, w6, #3
	ldr w7, [x5, w7, uxtw #2]
	movi v1.4s, #1
	dup v2.4s, w6
	add v2.4s, v2.4s, v1.4s
	str q2, [x2], #16
	str w7, [x0], #4
	subs x1, x1, #1
	b.ne 1b
	ret
	.section .rodata
	.balign 4
table:
	.word 1, 2, 3, 4
	.text
	.size constants, . - constants

	.globl copies
	.type copies, %function
copies:
1:
	sxtw x4, w2
	mov x5, x4
	add x6, x5, #8
	str x6, [x0], #8
	subs x1, x1, #1
	b.ne 1b
	ret
	.size copies, . - copies

	.globl changes
	.type changes, %function
changes:
1:
	mul w3, w3, w2
	str w3, [x0], #4
	subs x1, x1, #1
	b.ne 1b
	ret
	.size changes, . - changes

	.globl divides
	.type divides, %function
divides:
1:
	udiv w4, w2, w3
	ldr w5, [x0]
	add w5, w5, w4
	str w5, [x0], #4
	subs x1, x1, #1
	b.ne 1b
	ret
	.size divides, . - divides

	.globl calls
	.type calls, %function
calls:
	stp x29, x30, [sp, #-48]!
	mov x29, sp
	stp x19, x20, [sp, #16]
	mov x19, x0
	mov x20, x1
1:
	ldp w0, w1, [x19]
	mul w0, w0, w1
	bl other
	subs x20, x20, #1
	b.ne 1b
	ldp x19, x20, [sp, #16]
	ldp x29, x30, [sp], #48
	ret
	.size calls, . - calls

	.globl stored
	.type stored, %function
stored:
1:
	ldp w4, w5, [x0, #8]
	mul w4, w4, w5
	ldr w6, [x2], #4
	add w4, w4, w6
	str w4, [x0, #8]
	subs x1, x1, #1
	b.ne 1b
	ret
	.size stored, . - stored
