# A branchless binary search: the address is selected, then loaded from.
#: mca znver4 except loads take 5 cycles there; a run took 7.02
#: latency znver4=7 skylake=8
#: finds nothing
#: chases search
#: measured znver4=7.02
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	shr rcx, 1
	lea rdx, [rax + rcx*4]
	cmp dword ptr [rdx], esi
	cmovle rax, rdx
	test rcx, rcx
	jne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
