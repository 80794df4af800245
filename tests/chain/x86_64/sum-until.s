# The running value decides when to stop: more accumulators would change that.
#: latency znver4=3 skylake=4
#: finds recurrence
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	addss xmm0, dword ptr [rdi]
	add rdi, 4
	ucomiss xmm0, xmm1
	jb .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
