# A branch goes around the multiplication: the chain is there, how often is unknown.
#: latency znver4=4 skylake=4
#: finds recurrence low
#: mca off branches
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	test byte ptr [rdi], 1
	je .Lskip
	imul eax, edx
	xor eax, 1
.Lskip:
	inc rdi
	cmp rdi, rsi
	jne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
