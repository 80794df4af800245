# Unrolled four times on the same accumulator: four additions in a row.
#: latency znver4=12 skylake=16
#: finds reduction
#: measured znver4=12
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	addsd xmm0, qword ptr [rdi + 0]
	addsd xmm0, qword ptr [rdi + 8]
	addsd xmm0, qword ptr [rdi + 16]
	addsd xmm0, qword ptr [rdi + 24]
	add rdi, 32
	cmp rdi, rsi
	jne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
