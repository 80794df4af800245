# An integer product: imul 3 cycles on both.
#: latency znver4=3 skylake=3
#: finds reduction
#: measured znver4=2.96
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	imul rax, qword ptr [rdi]
	add rdi, 8
	cmp rdi, rsi
	jne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
