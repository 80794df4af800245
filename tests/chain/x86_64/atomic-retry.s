# A compare-and-swap that is repeated until it succeeds is no loop over data.
#: finds nothing
#: memory
#: mca off what a retry costs is not in the tables
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	mov edx, eax
	imul edx, esi
	lock cmpxchg dword ptr [rdi], edx
	jne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
