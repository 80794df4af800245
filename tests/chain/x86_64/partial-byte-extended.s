# The twin: movzx writes all of eax.
#: latency znver4=1 skylake=1
#: finds nothing
#: measured znver4=1.1
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	movzx eax, byte ptr [rdi]
	imul eax, edx
	inc rdi
	cmp rdi, rsi
	jne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
