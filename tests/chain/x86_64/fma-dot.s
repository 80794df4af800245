# A dot product: the accumulator is an operand like the others on both cores.
#: latency znver4=4 skylake=4
#: finds reduction
#: measured znver4=3.96
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	vmovups ymm1, ymmword ptr [rdi + rax]
	vfmadd231ps ymm0, ymm1, ymmword ptr [rsi + rax]
	add rax, 32
	cmp rax, rdx
	jne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
