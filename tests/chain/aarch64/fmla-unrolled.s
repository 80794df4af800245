// Four multiply-adds in a row by the accumulator.
//: mca all except no accumulator is forwarded late there
//: latency neoverse-n1=8 neoverse-v1=8
//: finds reduction
	.arch armv8.5-a+sve2+crc+crypto
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	ldp q1, q2, [x0], #32
	ldp q3, q4, [x2], #32
	fmla v0.4s, v1.4s, v2.4s
	fmla v0.4s, v3.4s, v4.4s
	fmla v0.4s, v1.4s, v4.4s
	fmla v0.4s, v3.4s, v2.4s
	cmp x0, x1
	b.ne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
