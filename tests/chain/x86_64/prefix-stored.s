# A running float sum whose every value is stored: a true recurrence.
#: latency znver4=3 skylake=4
#: finds recurrence
#: measured znver4=3.04
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	addss xmm0, dword ptr [rdi]
	movss dword ptr [rdi + rdx], xmm0
	add rdi, 4
	cmp rdi, rsi
	jne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
