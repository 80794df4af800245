# xor zeroes the register anew: renamed, the old value is no input.
#: latency znver4=1 skylake=1
#: finds nothing
#: measured znver4=2.12
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	xor eax, eax
	cmp ecx, dword ptr [rdi]
	setl al
	imul eax, eax
	mov dword ptr [rdi], eax
	add rdi, 4
	cmp rdi, rsi
	jne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
