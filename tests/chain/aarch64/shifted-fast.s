// An operand shifted left by at most 4 costs nothing more.
//: latency neoverse-n1=1 neoverse-v1=1
//: finds nothing
	.arch armv8.5-a+sve2+crc+crypto
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	ldr x3, [x0], #8
	add x2, x3, x2, lsl #3
	cmp x0, x1
	b.ne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
