# A float maximum in one register.
#: latency znver4=2 skylake=4
#: finds reduction
#: measured znver4=2.02
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	maxss xmm0, dword ptr [rdi]
	add rdi, 4
	cmp rdi, rsi
	jne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
