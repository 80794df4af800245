// The twin: movi writes all of v0 first.
//: latency neoverse-n1=1 neoverse-v1=1
//: finds nothing
	.arch armv8.5-a+sve2+crc+crypto
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	ldr w3, [x0], #4
	movi v0.2d, #0
	fadd v0.4s, v0.4s, v1.4s
	mov v0.s[1], v2.s[0]
	str q0, [x4], #16
	cmp x0, x1
	b.ne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
