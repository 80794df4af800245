# An atomic counter is an accumulator in memory; what the lock costs is unknown.
#: finds znver4=reduction low
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
