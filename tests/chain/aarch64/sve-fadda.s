// fadda adds the elements in order, and its unit is busy for as long: no other order helps.
//: mca neoverse-v1 except it has a figure for each element size, the model one for halves
//: finds nothing
//: mca neoverse-n1 except it has no SVE
//: mca cortex-a72 except it has no SVE
	.arch armv8.5-a+sve2+crc+crypto
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	ld1d {z1.d}, p0/z, [x0, x4, lsl #3]
	fadda d0, p0, d0, z1.d
	incd x4
	whilelo p0.d, x4, x2
	b.ne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
