# The twin: setl keeps the upper bytes of eax, which the multiplication passes on.
#: latency znver4=4 skylake=4
#: finds recurrence
#: mca skylake except setl to al: this model renames it apart from eax
#: measured znver4=3.98
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	cmp ecx, dword ptr [rdi]
	setl al
	imul eax, eax
	mov dword ptr [rdi], eax
	add rdi, 4
	cmp rdi, rsi
	jne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
