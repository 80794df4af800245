// The same as base + index.
//: finds neoverse-n1=recurrence neoverse-v1=recurrence
//: memory
//: mca all except memory dependences
	.arch armv8.5-a+sve2+crc+crypto
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	add x5, x0, x6, lsl #2
	ldr w2, [x0, x6, lsl #2]
	ldr w3, [x4, x6, lsl #2]
	add w2, w2, w3
	str w2, [x5, #4]
	add x6, x6, #1
	cmp x6, x1
	b.ne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
