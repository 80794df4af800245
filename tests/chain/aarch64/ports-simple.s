// Twelve simple operations.
//: latency neoverse-n1=1 neoverse-v1=1 cortex-a72=1
//: finds nothing
	.arch armv8.5-a+sve2+crc+crypto
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	add x2, x20, #2
	add x3, x20, #3
	add x4, x20, #4
	add x5, x20, #5
	add x6, x20, #6
	add x7, x20, #7
	add x8, x20, #8
	add x9, x20, #9
	add x10, x20, #10
	add x11, x20, #11
	add x12, x20, #12
	add x13, x20, #13
	sub x0, x0, #1
	cbnz x0, .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
