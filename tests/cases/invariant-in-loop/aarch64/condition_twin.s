// Not so: the branch leaves the loop, what it tests changes, or the loop has enough else to do.
// expect: none
	.text

	.globl leaves
	.type leaves, %function
leaves:
1:
	ldr w4, [x1], #4
	cbz w3, 2f
	str w4, [x0, x4, lsl #2]
	subs x2, x2, #1
	b.ne 1b
2:
	ret
	.size leaves, . - leaves

	.globl changing
	.type changing, %function
changing:
1:
	ldr w4, [x1], #4
	cmp w4, #1
	b.eq 2f
	str w4, [x0, x4, lsl #2]
2:
	subs x2, x2, #1
	b.ne 1b
	ret
	.size changing, . - changing

	.globl large
	.type large, %function
large:
	mov w9, #0
	mov w10, #3
1:
	ldr w4, [x1], #4
	cbz w3, 2f
	str w4, [x0, x4, lsl #2]
2:
	.rept 12
	mul w8, w4, w10
	eor w8, w8, #0xf0
	add w9, w9, w8
	.endr
	subs x2, x2, #1
	b.ne 1b
	mov w0, w9
	ret
	.size large, . - large
