# The twin: it loads from another array.
#: latency znver4=1 skylake=1
#: finds nothing
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	mov eax, dword ptr [rdx - 4]
	add eax, dword ptr [rdx]
	mov dword ptr [rdi], eax
	add rdx, 4
	add rdi, 4
	cmp rdi, rsi
	jne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
