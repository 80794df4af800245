# Additions and multiplications of floats side by side.
#: latency znver4=1 skylake=1
#: finds nothing
#: measured znver4=2.5
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	vaddps ymm0, ymm10, ymm11
	vaddps ymm1, ymm10, ymm11
	vaddps ymm2, ymm10, ymm11
	vmulps ymm3, ymm10, ymm11
	vmulps ymm4, ymm10, ymm11
	vmulps ymm5, ymm10, ymm11
	vmulps ymm6, ymm10, ymm11
	vmulps ymm7, ymm10, ymm11
	dec rsi
	jne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
