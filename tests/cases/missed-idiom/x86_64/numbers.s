# A minimum and a maximum out of a difference and its sign, scalar and packed; a multiplication by 9.
# expect: smaller kind=min-max at=smaller_add confidence=medium
# expect: greater kind=min-max at=greater_sub
# expect: packed kind=min-max at=packed_add
# expect: nine kind=multiply-by-constant at=nine_imul
# expect: eight kind=multiply-by-constant at=eight_imul
# expect: fused kind=multiply-add at=fused_add
	.text
	.globl smaller
	.type smaller, @function
smaller:
	mov %edi, %eax
	sub %esi, %eax
	mov %eax, %ecx
	sar $31, %ecx
	and %ecx, %eax
smaller_add:
	add %esi, %eax
	ret
	.size smaller, . - smaller

	.globl greater
	.type greater, @function
greater:
	mov %edi, %eax
	sub %esi, %eax
	mov %eax, %ecx
	sar $31, %ecx
	and %ecx, %eax
greater_sub:
	sub %eax, %edi
	mov %edi, %eax
	ret
	.size greater, . - greater

	.globl packed
	.type packed, @function
packed:
	movdqa %xmm0, %xmm2
	psubw %xmm1, %xmm2
	movdqa %xmm2, %xmm0
	psraw $15, %xmm0
	pand %xmm2, %xmm0
packed_add:
	paddw %xmm1, %xmm0
	ret
	.size packed, . - packed

	.globl nine
	.type nine, @function
nine:
nine_imul:
	imul $9, %rdi, %rax
	ret
	.size nine, . - nine

	.globl eight
	.type eight, @function
eight:
	mov $8, %ecx
	mov %rdi, %rax
eight_imul:
	imul %rcx, %rax
	ret
	.size eight, . - eight

	.globl fused
	.type fused, @function
fused:
1:
	vmovsd (%rdi), %xmm1
	vmovsd (%rsi), %xmm2
	vfmadd231sd %xmm1, %xmm2, %xmm4
	vmulsd %xmm1, %xmm2, %xmm3
fused_add:
	vaddsd %xmm3, %xmm0, %xmm0
	add $8, %rdi
	add $8, %rsi
	cmp %rdx, %rdi
	jne 1b
	ret
	.size fused, . - fused
