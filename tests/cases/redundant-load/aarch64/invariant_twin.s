// Not redundant: others write it (a call, an acquiring load, an exclusive access, a wait for it), it is a constant or a
// spilled register, it is read in some iterations only, or its address moves.
// expect: none
	.text

	.globl calls
	.type calls, %function
calls:
	stp x29, x30, [sp, #-48]!
	mov x29, sp
	stp x19, x20, [sp, #16]
	mov x19, x0
	mov x20, x1
1:
	ldr w0, [x19]
	bl other
	subs x20, x20, #1
	b.ne 1b
	ldp x19, x20, [sp, #16]
	ldp x29, x30, [sp], #48
	ret
	.size calls, . - calls

	.globl acquires
	.type acquires, %function
acquires:
1:
	ldr w3, [x0]
	ldar w4, [x1]
	add w5, w3, w4
	str w5, [x2], #4
	cmp x2, x6
	b.ne 1b
	ret
	.size acquires, . - acquires

	.globl exclusive
	.type exclusive, %function
exclusive:
1:
	ldxr w3, [x0]
	add w3, w3, #1
	stxr w4, w3, [x0]
	cbnz w4, 1b
	ret
	.size exclusive, . - exclusive

	.globl waits
	.type waits, %function
waits:
1:
	ldr w1, [x0]
	cbz w1, 1b
	ret
	.size waits, . - waits

	.globl waits_for_more
	.type waits_for_more, %function
waits_for_more:
1:
	yield
	ldr x2, [x0]
	cmp x2, x1
	b.lo 1b
	ret
	.size waits_for_more, . - waits_for_more

	.globl constant
	.type constant, %function
constant:
	adrp x3, factor
1:
	ldr s0, [x0]
	ldr s1, [x3, :lo12:factor]
	fmul s0, s0, s1
	str s0, [x0], #4
	subs x1, x1, #1
	b.ne 1b
	ret
	.section .rodata
factor:
	.word 0x3f800001
	.text
	.size constant, . - constant

	.globl spilled
	.type spilled, %function
spilled:
	sub sp, sp, #16
	str x3, [sp, #8]
1:
	ldr w4, [x0]
	ldr x5, [sp, #8]
	add x4, x4, x5
	str w4, [x0], #4
	subs x1, x1, #1
	b.ne 1b
	add sp, sp, #16
	ret
	.size spilled, . - spilled

	.globl sometimes
	.type sometimes, %function
sometimes:
	mov w3, #0
1:
	ldr w4, [x1], #4
	cbz w4, 2f
	ldr w5, [x0]
	add w3, w3, w5
2:
	subs x2, x2, #1
	b.ne 1b
	mov w0, w3
	ret
	.size sometimes, . - sometimes

	.globl moving
	.type moving, %function
moving:
	mov w3, #0
1:
	ldr w4, [x0], #4
	add w3, w3, w4
	subs x2, x2, #1
	b.ne 1b
	mov w0, w3
	ret
	.size moving, . - moving

	.globl written
	.type written, %function
written:
1:
	ldr w3, [x0]
	ldr w4, [x1], #4
	eor w3, w3, w4
	strh w3, [x0, #2]
	subs x2, x2, #1
	b.ne 1b
	ret
	.size written, . - written
