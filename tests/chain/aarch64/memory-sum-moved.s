// The twin: another element each time.
//: mca all except a base that is written back waits for the stored value there
//: finds nothing
	.arch armv8.5-a+sve2+crc+crypto
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	ldr w3, [x0], #4
	ldr w2, [x4]
	add w2, w2, w3
	str w2, [x4], #4
	cmp x0, x1
	b.ne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
