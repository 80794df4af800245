// fmadd takes its accumulator late: 2 of 4 cycles.
//: mca all except no accumulator is forwarded late there
//: latency neoverse-n1=2 neoverse-v1=2
	.arch armv8.5-a+sve2+crc+crypto
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	ldr d1, [x0], #8
	ldr d2, [x2], #8
	fmadd d0, d1, d2, d0
	cmp x0, x1
	b.ne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
