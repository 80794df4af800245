// By the factor: h = h * 31 + c.
//: latency neoverse-n1=2 neoverse-v1=2
	.arch armv8.5-a+sve2+crc+crypto
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	ldrb w3, [x0], #1
	madd w2, w2, w4, w3
	cmp x0, x1
	b.ne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
