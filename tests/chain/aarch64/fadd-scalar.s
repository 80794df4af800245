// A double sum in one accumulator: fadd 2 cycles on Neoverse N1 and V1.
//: latency neoverse-n1=2 neoverse-v1=2
	.arch armv8.5-a+sve2+crc+crypto
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	ldr d1, [x0], #8
	fadd d0, d0, d1
	cmp x0, x1
	b.ne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
