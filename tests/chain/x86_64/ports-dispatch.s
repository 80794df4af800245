# Twelve simple operations: the front end is the limit on Skylake, the ALUs nearly so on Zen 4.
#: latency znver4=1 skylake=1
#: finds nothing
#: measured znver4=2.32
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	lea rax, [rdi + 0]
	lea rbx, [rdi + 1]
	lea rcx, [rdi + 2]
	lea rdx, [rdi + 3]
	lea r8, [rdi + 4]
	lea r9, [rdi + 5]
	vpaddd xmm0, xmm10, xmm11
	vpaddd xmm1, xmm10, xmm11
	vpaddd xmm2, xmm10, xmm11
	vpaddd xmm3, xmm10, xmm11
	vpaddd xmm4, xmm10, xmm11
	vpaddd xmm5, xmm10, xmm11
	dec rsi
	jne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
