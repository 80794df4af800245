# A list of indices: the loaded value indexes the next load.
#: latency skylake=5
#: finds recurrence
#: measured znver4=6
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	movsxd rcx, dword ptr [rdi + rcx*4]
	test rcx, rcx
	jns .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
