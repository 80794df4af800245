// What has an instruction and uses it; two steps are few.
// expect: none
	.text
	.globl counted
	.type counted, %function
counted:
	fmov d0, x0
	cnt v0.8b, v0.8b
	addv b0, v0.8b
	fmov w0, s0
	ret
	.size counted, . - counted

	.globl two_steps
	.type two_steps, %function
two_steps:
	lsl w1, w0, #16
	cmp w0, #16, lsl #12
	csel w0, w1, w0, lo
	lsl w1, w0, #8
	lsr w2, w0, #24
	cmp w2, #0
	csel w0, w1, w0, eq
	ret
	.size two_steps, . - two_steps

	.globl found
	.type found, %function
found:
	rbit w0, w0
	clz w0, w0
	ret
	.size found, . - found
