// A store that may be to the same bytes forces the load: a byte through another pointer.
// expect: table kind=may-alias at=table_load confidence=medium sink=bytes
// expect: bound kind=may-alias at=bound_load
// expect: again kind=may-alias at=again_load
	.text

	.globl table
	.type table, %function
table:
	mov x4, #0
1:
	ldrb w5, [x2, x4]
table_load:
	ldr x6, [x0]
	ldrb w5, [x6, x5]
	strb w5, [x1, x4]
	add x4, x4, #1
	cmp x3, x4
	b.ne 1b
	ret
	.size table, . - table

	.globl bound
	.type bound, %function
bound:
	mov x2, #0
1:
	strb wzr, [x1, x2]
	add x2, x2, #1
bound_load:
	ldr x3, [x0, #8]
	cmp x2, x3
	b.lo 1b
	ret
	.size bound, . - bound

	.globl again
	.type again, %function
again:
1:
	ldr w4, [x2]
	str w4, [x0], #4
again_load:
	ldr w4, [x2], #4
	lsl w4, w4, #1
	str w4, [x1], #4
	subs x3, x3, #1
	b.ne 1b
	ret
	.size again, . - again
