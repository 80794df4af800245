// Four additions in a row on the same accumulator.
//: latency neoverse-n1=8 neoverse-v1=8
//: finds reduction
	.arch armv8.5-a+sve2+crc+crypto
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	ldp d1, d2, [x0]
	ldp d3, d4, [x0, #16]
	fadd d0, d0, d1
	fadd d0, d0, d2
	fadd d0, d0, d3
	fadd d0, d0, d4
	add x0, x0, #32
	cmp x0, x1
	b.ne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
