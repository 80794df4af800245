# A division chain: the divider itself is busy for nearly as long.
#: mca off the dividers' times are ranges
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	mov eax, dword ptr [rdi]
	xor edx, edx
	div ecx
	mov dword ptr [rdi], eax
	add rdi, 4
	cmp rdi, rsi
	jne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
