# A difference that is not added to its own subtrahend; packed minima that the baseline does not have; a multiplication
# that no single instruction replaces; no sign of a CPU with fused multiply-add, and a product with two uses.
# expect: none
	.text
	.globl other
	.type other, @function
other:
	mov %edi, %eax
	sub %esi, %eax
	mov %eax, %ecx
	sar $31, %ecx
	and %ecx, %eax
	add %edx, %eax
	ret
	.size other, . - other

	.globl not_sign
	.type not_sign, @function
not_sign:
	mov %edi, %eax
	sub %esi, %eax
	mov %eax, %ecx
	sar $30, %ecx
	and %ecx, %eax
	add %esi, %eax
	ret
	.size not_sign, . - not_sign

	.globl packed32
	.type packed32, @function
packed32:
	movdqa %xmm0, %xmm2
	psubd %xmm1, %xmm2
	movdqa %xmm2, %xmm0
	psrad $31, %xmm0
	pand %xmm2, %xmm0
	paddd %xmm1, %xmm0
	ret
	.size packed32, . - packed32

	.globl hundred
	.type hundred, @function
hundred:
	imul $100, %rdi, %rax
	ret
	.size hundred, . - hundred

	.globl apart
	.type apart, @function
apart:
1:
	movsd (%rdi), %xmm1
	mulsd (%rsi), %xmm1
	addsd %xmm1, %xmm0
	add $8, %rdi
	add $8, %rsi
	cmp %rdx, %rdi
	jne 1b
	ret
	.size apart, . - apart

	.globl used_twice
	.type used_twice, @function
used_twice:
1:
	vmovsd (%rdi), %xmm1
	vmovsd (%rsi), %xmm2
	vfmadd231sd %xmm1, %xmm2, %xmm4
	vmulsd %xmm1, %xmm2, %xmm3
	vmovsd %xmm3, (%rdi)
	vaddsd %xmm3, %xmm0, %xmm0
	add $8, %rdi
	add $8, %rsi
	cmp %rdx, %rdi
	jne 1b
	ret
	.size used_twice, . - used_twice
