// Eight post-indexed loads: the base is stepped eight times in a row.
//: latency neoverse-n1=8 neoverse-v1=8 cortex-a72=8
	.arch armv8.5-a+sve2+crc+crypto
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	ldr x2, [x0], #8
	ldr x3, [x0], #8
	ldr x4, [x0], #8
	ldr x5, [x0], #8
	ldr x6, [x0], #8
	ldr x7, [x0], #8
	ldr x8, [x0], #8
	ldr x9, [x0], #8
	cmp x0, x1
	b.ne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
