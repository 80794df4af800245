// The same, but the store certainly changes it; and a single test of what may change, which is a load's matter.
// expect: none
	.text

	.globl changed
	.type changed, %function
changed:
1:
	ldp w4, w5, [x2]
	mul w4, w4, w5
	ldrb w6, [x0], #1
	mul w6, w6, w4
	strh w6, [x2, #6]
	subs x1, x1, #1
	b.ne 1b
	ret
	.size changed, . - changed

	.globl tested
	.type tested, %function
tested:
1:
	ldrb w4, [x0]
	ldr w5, [x2]
	cbz w5, 2f
	neg w4, w4
2:
	strb w4, [x0], #1
	subs x1, x1, #1
	b.ne 1b
	ret
	.size tested, . - tested
