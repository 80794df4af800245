# Horner: the running value is a factor, so more accumulators do not break it.
#: latency znver4=4 skylake=4
#: finds recurrence
#: measured znver4=3.96
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	vfmadd213sd xmm0, xmm1, qword ptr [rdi]
	add rdi, 8
	cmp rdi, rsi
	jne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
