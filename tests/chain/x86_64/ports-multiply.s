# Four multiplications on the one port that has a multiplier.
#: latency znver4=1 skylake=1
#: finds nothing
#: measured znver4=3.98
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	imul rax, rdi, 3
	imul rbx, rdi, 3
	imul rcx, rdi, 3
	imul rdx, rdi, 3
	dec rsi
	jne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
