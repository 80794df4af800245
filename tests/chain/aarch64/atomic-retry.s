// Exclusives that are repeated until they succeed are no loop over data.
//: finds nothing
//: memory
//: mca off what a retry costs is not in the tables
	.arch armv8.5-a+sve2+crc+crypto
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	ldxr w2, [x0]
	mul w2, w2, w3
	stxr w4, w2, [x0]
	cbnz w4, .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
