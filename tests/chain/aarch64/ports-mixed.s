// Vector and general operations side by side.
//: mca neoverse-n1 except eight instructions are dispatched in a cycle there; the guide has four
//: latency neoverse-n1=1 neoverse-v1=1 cortex-a72=1
//: finds nothing
	.arch armv8.5-a+sve2+crc+crypto
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	add x2, x20, #2
	add x3, x20, #3
	add x4, x20, #4
	add x5, x20, #5
	add v0.4s, v20.4s, v21.4s
	add v1.4s, v20.4s, v21.4s
	add v2.4s, v20.4s, v21.4s
	add v3.4s, v20.4s, v21.4s
	ldr q8, [x19]
	ldr q9, [x19, #16]
	sub x0, x0, #1
	cbnz x0, .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
