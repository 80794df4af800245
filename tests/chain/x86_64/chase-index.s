# A list of indices: the loaded value indexes the next load. Zen 4 took 6: the scale and the sign take 1 each.
#: mca znver4 except loads take 5 cycles there
#: latency skylake=5
#: finds nothing
#: chases index
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
