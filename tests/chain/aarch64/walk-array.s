// The twin: the address does not depend on what was loaded; the base that is written back takes 1.
//: latency neoverse-n1=1 neoverse-v1=1 cortex-a72=1
//: finds nothing
	.arch armv8.5-a+sve2+crc+crypto
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	ldr x1, [x0], #16
	cbnz x1, .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
