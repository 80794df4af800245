# An atomic counter: a lock keeps the core busy for as long as the chain takes.
#: finds nothing
#: memory
#: mca off what a lock costs is not in the tables
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	lock add dword ptr [rdi], 3
	dec rsi
	jne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
