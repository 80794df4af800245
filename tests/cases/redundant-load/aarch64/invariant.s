// A variable read in every iteration with no store, or none that could reach it, is read for nothing.
// expect: plain kind=invariant at=plain_load loop=plain_load severity=high
// expect: paired kind=invariant at=paired_load
// expect: paired kind=invariant at=paired_load
// expect: elsewhere kind=invariant at=elsewhere_load
	.text

	.globl plain
	.type plain, %function
plain:
	mov w3, #0
plain_load:
	ldr w4, [x0]
	ldr w5, [x1], #4
	madd w3, w4, w5, w3
	subs x2, x2, #1
	b.ne plain_load
	mov w0, w3
	ret
	.size plain, . - plain

	.globl paired
	.type paired, %function
paired:
	mov w3, #0
paired_load:
	ldp w4, w5, [x0, #8]
	ldr w6, [x1], #4
	madd w6, w4, w6, w5
	add w3, w3, w6
	subs x2, x2, #1
	b.ne paired_load
	mov w0, w3
	ret
	.size paired, . - paired

	.globl elsewhere
	.type elsewhere, %function
elsewhere:
1:
	ldr w3, [x1], #4
elsewhere_load:
	ldr w4, [x0, #8]
	add w3, w3, w4
	str w3, [x0, #16]
	subs x2, x2, #1
	b.ne 1b
	ret
	.size elsewhere, . - elsewhere
