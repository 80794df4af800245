# A load into al keeps the rest of eax.
#: latency znver4=4 skylake=4
#: finds recurrence
#: mca all except a load that merges is charged with the load latency from the old value too
#: measured znver4=3.98
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	mov al, byte ptr [rdi]
	imul eax, edx
	inc rdi
	cmp rdi, rsi
	jne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
