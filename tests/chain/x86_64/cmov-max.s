# A maximum by compare and cmov: both wait for the old value, one behind the other.
#: latency znver4=2 skylake=2
#: finds znver4=reduction skylake=nothing
#: measured znver4=2.04
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	mov eax, dword ptr [rdi]
	cmp eax, edx
	cmovg edx, eax
	add rdi, 4
	cmp rdi, rsi
	jne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
