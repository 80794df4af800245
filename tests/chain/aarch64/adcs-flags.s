// Carry alone links the additions. Cortex-A72 has two pipes for them.
//: latency neoverse-n1=8 neoverse-v1=8 cortex-a72=8
//: finds neoverse-n1=recurrence neoverse-v1=recurrence cortex-a72=nothing
	.arch armv8.5-a+sve2+crc+crypto
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	adcs x2, x2, x20
	adcs x3, x3, x20
	adcs x4, x4, x20
	adcs x5, x5, x20
	adcs x6, x6, x20
	adcs x7, x7, x20
	adcs x8, x8, x20
	adcs x9, x9, x20
	sub x0, x0, #1
	cbnz x0, .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
