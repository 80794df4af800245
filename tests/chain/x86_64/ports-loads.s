# Six loads: two or three in a cycle.
#: latency znver4=1 skylake=1
#: finds nothing
#: measured znver4=2.04
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	mov rax, qword ptr [rdi + 0]
	mov rbx, qword ptr [rdi + 8]
	mov rcx, qword ptr [rdi + 16]
	mov rdx, qword ptr [rdi + 24]
	mov r8, qword ptr [rdi + 32]
	mov r9, qword ptr [rdi + 40]
	dec rsi
	jne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
