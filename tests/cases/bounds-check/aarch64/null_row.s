// A pointer tested for null and then indexed: the base of a scaled index is no index. Its twin tests the index for zero.
// expect: row kind=null severity=low sink=abort
// expect: index kind=bounds sink=abort
	.text
	.globl row
	.type row, %function
row:
	ldr x8, [x0], #8
	cbz x8, 2f
	mov x3, #0
1:	ldr w5, [x8, x3, lsl #2]
	add w6, w6, w5
	add x3, x3, #1
	cmp x3, x2
	b.ne 1b
	cmp x0, x1
	b.ne row
	ret
2:	bl abort
	.size row, . - row

	.globl index
	.type index, %function
index:
	ldr x8, [x0], #8
	cbz x8, 2f
	ldr w5, [x2, x8, lsl #2]
	add w6, w6, w5
	cmp x0, x1
	b.ne index
	ret
2:	bl abort
	.size index, . - index
