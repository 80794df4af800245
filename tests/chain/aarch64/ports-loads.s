// Six loads.
//: latency neoverse-n1=1 neoverse-v1=1 cortex-a72=1
//: finds nothing
	.arch armv8.5-a+sve2+crc+crypto
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	ldr x2, [x20, #0]
	ldr x3, [x20, #8]
	ldr x4, [x20, #16]
	ldr x5, [x20, #24]
	ldr x6, [x20, #32]
	ldr x7, [x20, #40]
	sub x0, x0, #1
	cbnz x0, .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
