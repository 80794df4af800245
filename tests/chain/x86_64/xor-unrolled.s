# Eight exclusive ors in a row on one register.
#: latency znver4=8 skylake=8
#: finds znver4=reduction skylake=reduction
#: measured znver4=7.94
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	xor eax, dword ptr [rdi + 0]
	xor eax, dword ptr [rdi + 4]
	xor eax, dword ptr [rdi + 8]
	xor eax, dword ptr [rdi + 12]
	xor eax, dword ptr [rdi + 16]
	xor eax, dword ptr [rdi + 20]
	xor eax, dword ptr [rdi + 24]
	xor eax, dword ptr [rdi + 28]
	add rdi, 32
	cmp rdi, rsi
	jne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
