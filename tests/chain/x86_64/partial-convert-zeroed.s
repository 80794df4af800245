# The twin: pxor in front of it, as compilers write it.
#: latency znver4=1 skylake=1
#: finds nothing
#: measured znver4=1.1
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	pxor xmm0, xmm0
	cvtsi2ss xmm0, dword ptr [rdi]
	movss dword ptr [rdi], xmm0
	add rdi, 4
	cmp rdi, rsi
	jne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
