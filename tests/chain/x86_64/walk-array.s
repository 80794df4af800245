# The twin: the address does not depend on what was loaded.
#: latency znver4=1 skylake=1
#: finds nothing
#: measured znver4=1.2
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	mov rcx, qword ptr [rdi + 8]
	add rdi, 16
	test rcx, rcx
	jne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
