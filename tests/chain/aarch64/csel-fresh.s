// The twin: both sources are new.
//: latency neoverse-n1=1 neoverse-v1=1 cortex-a72=1
//: finds nothing
	.arch armv8.5-a+sve2+crc+crypto
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	ldr w3, [x0], #4
	cmp w3, w5
	csel w2, w3, w6, gt
	str w2, [x7], #4
	cmp x0, x1
	b.ne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
