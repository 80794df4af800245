// The running value as a factor: all 4 cycles.
//: latency neoverse-n1=4 neoverse-v1=4
//: finds recurrence
	.arch armv8.5-a+sve2+crc+crypto
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	ldr d1, [x0], #8
	fmadd d0, d0, d2, d1
	cmp x0, x1
	b.ne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
