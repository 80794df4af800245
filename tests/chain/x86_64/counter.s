# Only the loop's own counter.
#: latency znver4=1 skylake=1
#: finds nothing
#: measured znver4=1.1
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	dec rax
	jne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
