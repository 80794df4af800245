// Read twice with nothing in between that writes there.
// expect: twice kind=reload at=twice_load
// expect: joined kind=reload at=joined_load
// expect: straight kind=reload at=straight_load loop=none severity=low
	.text

	.globl twice
	.type twice, %function
twice:
1:
	ldr w3, [x0]
	lsl w3, w3, #3
twice_load:
	ldr w4, [x0]
	eor w3, w3, w4
	str w3, [x0], #4
	subs x1, x1, #1
	b.ne 1b
	ret
	.size twice, . - twice

	.globl joined
	.type joined, %function
joined:
	mov x4, #0
1:
	ldr w2, [x0]
	tbz w2, #31, 2f
	neg x4, x4
2:
joined_load:
	ldr w3, [x0], #4
	add x4, x4, x3
	subs x1, x1, #1
	b.ne 1b
	mov x0, x4
	ret
	.size joined, . - joined

	.globl straight
	.type straight, %function
straight:
	ldr x1, [x0, #8]
	add x2, x1, #1
straight_load:
	ldr x3, [x0, #8]
	add x0, x2, x3
	ret
	.size straight, . - straight
