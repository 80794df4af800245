// x = (x << 7) + c: a shifted operand takes 2.
//: latency neoverse-n1=2 neoverse-v1=2
	.arch armv8.5-a+sve2+crc+crypto
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	ldr x3, [x0], #8
	add x2, x3, x2, lsl #7
	cmp x0, x1
	b.ne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
