// A maximum by compare and select.
//: latency neoverse-n1=2 neoverse-v1=2 cortex-a72=2
	.arch armv8.5-a+sve2+crc+crypto
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	ldr w3, [x0], #4
	cmp w3, w2
	csel w2, w3, w2, gt
	cmp x0, x1
	b.ne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
