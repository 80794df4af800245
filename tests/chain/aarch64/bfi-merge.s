// bfi keeps the rest of its destination.
//: finds neoverse-n1=recurrence neoverse-v1=recurrence
	.arch armv8.5-a+sve2+crc+crypto
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	ldr w3, [x0], #4
	mul x2, x2, x5
	bfi x2, x3, #0, #8
	cmp x0, x1
	b.ne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
