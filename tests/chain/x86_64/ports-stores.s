# Four stores.
#: mca znver4 except one store in a cycle there; a run took 2.04
#: latency znver4=1 skylake=1
#: finds nothing
#: measured znver4=2.04
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	mov qword ptr [rdi + 0], rax
	mov qword ptr [rdi + 8], rax
	mov qword ptr [rdi + 16], rax
	mov qword ptr [rdi + 24], rax
	dec rsi
	jne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
