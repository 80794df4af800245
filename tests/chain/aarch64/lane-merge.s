// ins keeps the other lanes of v0.
//: latency neoverse-n1=4 neoverse-v1=4
	.arch armv8.5-a+sve2+crc+crypto
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	ldr w3, [x0], #4
	fadd v0.4s, v0.4s, v1.4s
	mov v0.s[1], v2.s[0]
	cmp x0, x1
	b.ne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
