// A linked list.
//: latency neoverse-n1=4 neoverse-v1=4 cortex-a72=4
//: finds nothing
//: chases list
	.arch armv8.5-a+sve2+crc+crypto
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	ldr x0, [x0, #8]
	cbnz x0, .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
