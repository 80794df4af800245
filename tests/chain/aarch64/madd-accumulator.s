// Integer multiply-add by the accumulator.
//: mca all except no accumulator is forwarded late there
//: latency neoverse-n1=1 neoverse-v1=1
//: finds nothing
	.arch armv8.5-a+sve2+crc+crypto
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	ldr w3, [x0], #4
	madd w2, w3, w4, w2
	cmp x0, x1
	b.ne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
