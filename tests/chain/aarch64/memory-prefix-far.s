// a[i] = a[i - 8] + x[i]: an eighth of the turn for each iteration.
//: finds nothing
//: mca all except memory dependences
	.arch armv8.5-a+sve2+crc+crypto
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	ldr w2, [x0, #-32]
	ldr w3, [x4], #4
	add w2, w2, w3
	str w2, [x0], #4
	cmp x0, x1
	b.ne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
