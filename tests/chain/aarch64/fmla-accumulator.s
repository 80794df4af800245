// The same for vectors.
//: mca all except no accumulator is forwarded late there
//: latency neoverse-n1=2 neoverse-v1=2
	.arch armv8.5-a+sve2+crc+crypto
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	ldr q1, [x0], #16
	ldr q2, [x2], #16
	fmla v0.4s, v1.4s, v2.4s
	cmp x0, x1
	b.ne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
