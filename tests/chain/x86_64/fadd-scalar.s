# A float sum in one accumulator: addss 3 cycles on Zen 4, 4 on Skylake.
#: latency znver4=3 skylake=4
#: finds reduction
#: measured znver4=2.96
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	addss xmm0, dword ptr [rdi]
	add rdi, 4
	cmp rdi, rsi
	jne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
