# The twin: another element each time.
#: latency znver4=1 skylake=1
#: finds nothing
#: measured znver4=1.02
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	mov eax, dword ptr [rdi]
	add dword ptr [rdi + rdx], eax
	add rdi, 4
	cmp rdi, rsi
	jne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
