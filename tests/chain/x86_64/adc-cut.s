# The twin: add writes CF anew in each iteration.
#: latency znver4=1 skylake=1
#: finds nothing
#: measured znver4=1.84
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	mov rax, qword ptr [rdi]
	add rax, qword ptr [rsi]
	adc rdx, 0
	lea rdi, [rdi + 8]
	lea rsi, [rsi + 8]
	dec rcx
	jne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
