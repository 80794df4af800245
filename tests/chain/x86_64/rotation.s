# a, b = b * d, a * d: the chain closes after two iterations only.
#: mca all except it waits for copies that cores eliminate; a run took 2.96
#: latency znver4=3 skylake=4
#: finds reduction
#: measured znver4=2.96
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	movapd xmm3, xmm0
	movapd xmm0, xmm1
	mulsd xmm0, xmm2
	movapd xmm1, xmm3
	mulsd xmm1, xmm2
	dec rax
	jne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
