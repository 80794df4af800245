# Both arms multiply: every path has a chain, the shorter one counts for certainty.
#: latency znver4=4 skylake=4
#: finds znver4=recurrence
#: mca off branches
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	test byte ptr [rdi], 1
	je .Lelse
	imul eax, edx
	xor eax, 1
	jmp .Lnext
.Lelse:
	imul eax, ecx
.Lnext:
	inc rdi
	cmp rdi, rsi
	jne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
