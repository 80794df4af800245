# x = x * x + a[i]: the running value is both factors.
#: mca all except the register operand of an addition from memory waits longer there; a run took 3.98
#: latency znver4=4 skylake=4
#: finds recurrence
#: measured znver4=3.98
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	imul rax, rax
	add rax, qword ptr [rdi]
	add rdi, 8
	cmp rdi, rsi
	jne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
