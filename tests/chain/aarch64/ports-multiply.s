// Four multiplications on the multiply pipes.
//: mca neoverse-v1 except both M pipes multiply there; the guide has one
//: latency neoverse-n1=1 neoverse-v1=1 cortex-a72=1
//: finds nothing
	.arch armv8.5-a+sve2+crc+crypto
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	mul w2, w20, w21
	mul w3, w20, w21
	mul w4, w20, w21
	mul w5, w20, w21
	sub x0, x0, #1
	cbnz x0, .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
