// A value that only decides a branch is no link.
//: latency neoverse-n1=1 neoverse-v1=1 cortex-a72=1
//: finds nothing
//: mca off branches
	.arch armv8.5-a+sve2+crc+crypto
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	ldr w3, [x0], #4
	mul w3, w3, w3
	mul w3, w3, w3
	cbz w3, .Lout
	cmp x0, x1
	b.ne .Lloop
.Lout:
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
