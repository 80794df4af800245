// A branch goes around the multiplication.
//: latency neoverse-n1=3 neoverse-v1=3
//: mca off branches
	.arch armv8.5-a+sve2+crc+crypto
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	ldrb w3, [x0], #1
	tbz w3, #0, .Lskip
	mul w2, w2, w4
	eor w2, w2, #1
.Lskip:
	cmp x0, x1
	b.ne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
