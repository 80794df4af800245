# The same as base + index.
#: finds recurrence
#: memory
#: mca all except memory dependences
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	mov eax, dword ptr [rdi + rcx*4]
	add eax, dword ptr [rdx + rcx*4]
	mov dword ptr [rdi + rcx*4 + 4], eax
	inc rcx
	cmp rcx, rsi
	jne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
