// A list of indices.
//: finds nothing
//: chases index
	.arch armv8.5-a+sve2+crc+crypto
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	ldrsw x1, [x0, x1, lsl #2]
	tbz x1, #63, .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
