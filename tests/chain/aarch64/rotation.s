// a, b = b * d, a * d: closes after two iterations.
//: latency neoverse-n1=3 neoverse-v1=3
	.arch armv8.5-a+sve2+crc+crypto
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	fmov d3, d0
	fmul d0, d1, d2
	fmul d1, d3, d2
	sub x0, x0, #1
	cbnz x0, .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
