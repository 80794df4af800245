# The running value goes through a stack slot.
#: finds recurrence
#: memory
#: mca all except memory dependences
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	mov eax, dword ptr [rsp - 8]
	imul eax, dword ptr [rdi]
	xor eax, 1
	mov dword ptr [rsp - 8], eax
	add rdi, 4
	cmp rdi, rsi
	jne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
