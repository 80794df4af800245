// crc32x: 2 cycles, and one unit.
//: latency neoverse-n1=2 neoverse-v1=2
	.arch armv8.5-a+sve2+crc+crypto
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	ldr x3, [x0], #8
	crc32x w2, w2, x3
	cmp x0, x1
	b.ne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
