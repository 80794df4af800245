# Through a mask register: kshift and kor.
#: latency znver4=2
#: finds znver4=recurrence
#: mca skylake except it has no AVX-512
#: measured znver4=2.04
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	vpcmpeqd k2, zmm1, zmmword ptr [rdi]
	kshiftlw k1, k1, 1
	korw k1, k1, k2
	add rdi, 64
	cmp rdi, rsi
	jne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
