# The twin: both sources of the select are new.
#: latency znver4=1 skylake=1
#: finds nothing
#: measured znver4=1.58
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	mov eax, dword ptr [rdi]
	mov ecx, r8d
	cmp eax, r9d
	cmovg ecx, eax
	mov dword ptr [rdi], ecx
	add rdi, 4
	cmp rdi, rsi
	jne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
