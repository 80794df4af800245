// Flags go from compare to compare.
//: finds nothing
	.arch armv8.5-a+sve2+crc+crypto
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	ldp w3, w4, [x0], #8
	cmp w3, w5
	ccmp w4, w6, #0, ne
	cset w2, eq
	str w2, [x7], #4
	cmp x0, x1
	b.ne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
