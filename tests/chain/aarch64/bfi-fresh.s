// The twin: the destination is new.
//: latency neoverse-n1=1 neoverse-v1=1
//: finds nothing
	.arch armv8.5-a+sve2+crc+crypto
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	ldr w3, [x0], #4
	mov x2, x5
	bfi x2, x3, #0, #8
	mul x2, x2, x5
	str x2, [x4], #8
	cmp x0, x1
	b.ne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
