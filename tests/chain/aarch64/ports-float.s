// Additions and multiplications of doubles.
//: latency neoverse-n1=1 neoverse-v1=1 cortex-a72=1
//: finds nothing
	.arch armv8.5-a+sve2+crc+crypto
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	fadd d0, d20, d21
	fadd d1, d20, d21
	fadd d2, d20, d21
	fadd d3, d20, d21
	fmul d4, d20, d21
	fmul d5, d20, d21
	fmul d6, d20, d21
	fmul d7, d20, d21
	sub x0, x0, #1
	cbnz x0, .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
