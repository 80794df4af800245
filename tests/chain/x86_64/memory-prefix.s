# a[i] = a[i - 1] + x[i], through memory, with bumped pointers.
#: finds recurrence
#: memory
#: mca all except memory dependences
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	mov eax, dword ptr [rdi - 4]
	add eax, dword ptr [rdx]
	mov dword ptr [rdi], eax
	add rdx, 4
	add rdi, 4
	cmp rdi, rsi
	jne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
