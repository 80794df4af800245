# A value that only decides a branch is no link of a chain.
#: latency znver4=1 skylake=1
#: finds nothing
#: mca off branches
#: measured znver4=2.02
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	mov eax, dword ptr [rdi]
	imul eax, eax
	imul eax, eax
	cmp eax, edx
	je .Lout
	add rdi, 4
	cmp rdi, rsi
	jne .Lloop
.Lout:
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
