// The twin: eight accumulators.
//: latency neoverse-n1=2 neoverse-v1=2
//: finds nothing
	.arch armv8.5-a+sve2+crc+crypto
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	ldp d1, d2, [x0, #0]
	ldp d3, d4, [x0, #16]
	ldp d5, d6, [x0, #32]
	ldp d7, d8, [x0, #48]
	fadd d16, d16, d1
	fadd d17, d17, d2
	fadd d18, d18, d3
	fadd d19, d19, d4
	fadd d20, d20, d5
	fadd d21, d21, d6
	fadd d22, d22, d7
	fadd d23, d23, d8
	add x0, x0, #64
	cmp x0, x1
	b.ne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
