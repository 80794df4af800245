// What a callee does is unknown.
//: finds nothing
//: mca off calls
	.arch armv8.5-a+sve2+crc+crypto
	.text
	.globl f
	.type f, %function
f:
	stp x29, x30, [sp, #-32]!
	str x19, [sp, #16]
	str d8, [sp, #24]
.Lloop:
	fmul d8, d8, d8
	bl g
	sub x19, x19, #1
	cbnz x19, .Lloop
	ldr d8, [sp, #24]
	ldr x19, [sp, #16]
	ldp x29, x30, [sp], #32
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
