# One addition in each iteration: nothing to gain, a loop turns once in a cycle.
#: latency znver4=1 skylake=1
#: finds nothing
#: measured znver4=1.1
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	add rax, qword ptr [rdi]
	add rdi, 8
	cmp rdi, rsi
	jne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
