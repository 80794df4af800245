# A linked list.
#: mca znver4 except loads take 5 cycles there; a run took 3.98
#: latency znver4=4 skylake=5
#: finds nothing
#: chases list
#: measured znver4=3.98
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	mov rdi, qword ptr [rdi + 8]
	test rdi, rdi
	jne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
