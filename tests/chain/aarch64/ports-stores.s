// Four stores.
//: latency neoverse-n1=1 neoverse-v1=1 cortex-a72=1
//: finds nothing
	.arch armv8.5-a+sve2+crc+crypto
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	str x20, [x19, #0]
	str x20, [x19, #8]
	str x20, [x19, #16]
	str x20, [x19, #24]
	sub x0, x0, #1
	cbnz x0, .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
