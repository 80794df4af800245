// The twin: adds writes the carry anew.
//: finds nothing
	.arch armv8.5-a+sve2+crc+crypto
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	ldr x3, [x0], #8
	adds x2, x2, x3
	adc x4, x4, xzr
	sub x5, x5, #1
	cbnz x5, .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
