# cvtsi2ss keeps the upper part of xmm0: a chain that is no use to anybody.
#: finds recurrence
#: mca skylake except the merge is charged with all of its 2 micro-ops
#: measured znver4=2.96
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	cvtsi2ss xmm0, dword ptr [rdi]
	movss dword ptr [rdi], xmm0
	add rdi, 4
	cmp rdi, rsi
	jne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
