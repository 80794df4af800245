# A hash round: exclusive or, then a multiplication; each starts from the last.
#: latency znver4=4 skylake=4
#: finds recurrence
#: measured znver4=3.98
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	movzx ecx, byte ptr [rdi]
	xor eax, ecx
	imul eax, eax, 16777619
	inc rdi
	cmp rdi, rsi
	jne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
