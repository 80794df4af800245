# The same with 256 bits, and through a register.
#: latency znver4=3 skylake=4
#: finds reduction
#: measured znver4=2.96
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	vmovups ymm1, ymmword ptr [rdi]
	vaddps ymm0, ymm0, ymm1
	add rdi, 32
	cmp rdi, rsi
	jne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
