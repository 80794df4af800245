# Shuffles share one or two ports, additions have more.
#: latency znver4=1 skylake=1
#: finds nothing
#: measured znver4=2.04
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	vpshufb xmm0, xmm10, xmm11
	vpshufb xmm1, xmm10, xmm11
	vpshufb xmm2, xmm10, xmm11
	vpshufb xmm3, xmm10, xmm11
	vpaddd xmm4, xmm10, xmm11
	vpaddd xmm5, xmm10, xmm11
	dec rsi
	jne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
