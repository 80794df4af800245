# The twin: eight accumulators reach the throughput of two loads in a cycle.
#: latency znver4=3 skylake=4
#: finds nothing
#: measured znver4=3.98
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	addss xmm0, dword ptr [rdi + 0]
	addss xmm1, dword ptr [rdi + 4]
	addss xmm2, dword ptr [rdi + 8]
	addss xmm3, dword ptr [rdi + 12]
	addss xmm4, dword ptr [rdi + 16]
	addss xmm5, dword ptr [rdi + 20]
	addss xmm6, dword ptr [rdi + 24]
	addss xmm7, dword ptr [rdi + 28]
	add rdi, 32
	cmp rdi, rsi
	jne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
