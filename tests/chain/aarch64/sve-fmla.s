// A predicated multiply-add on a scalable register.
//: mca all except no accumulator is forwarded late there
//: latency neoverse-v1=2
//: mca neoverse-n1 except it has no SVE
//: mca cortex-a72 except it has no SVE
	.arch armv8.5-a+sve2+crc+crypto
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	ld1d {z1.d}, p0/z, [x0, x4, lsl #3]
	ld1d {z2.d}, p0/z, [x1, x4, lsl #3]
	fmla z0.d, p0/m, z1.d, z2.d
	incd x4
	whilelo p0.d, x4, x2
	b.ne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
