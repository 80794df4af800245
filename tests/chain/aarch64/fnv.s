// A hash round.
//: latency neoverse-n1=3 neoverse-v1=3
//: finds recurrence
	.arch armv8.5-a+sve2+crc+crypto
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	ldrb w3, [x0], #1
	eor w2, w2, w3
	mul w2, w2, w4
	cmp x0, x1
	b.ne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
