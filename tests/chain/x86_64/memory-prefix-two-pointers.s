# The same with two pointers of one origin.
#: finds recurrence
#: memory
#: mca all except memory dependences
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
	lea rdx, [rdi]
	add rdi, 4
.Lloop:
	mov eax, dword ptr [rdx]
	add eax, dword ptr [r8]
	mov dword ptr [rdi], eax
	add rdx, 4
	add r8, 4
	add rdi, 4
	cmp rdi, rsi
	jne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
