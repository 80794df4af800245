// a, b = b * d, a * d: closes after two iterations; fmov takes 2 cycles, for one of the two.
//: latency neoverse-n1=4 neoverse-v1=4
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
