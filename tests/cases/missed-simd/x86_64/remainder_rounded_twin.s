# A second loop over the same memory, from its start again: no remainder.
# expect: again loop=again_scalar
# loop: again again_wide role=vector-main
# loop: again again_scalar role=main blockers=none
	.text
	.globl again
	.type again, @function
again:
	mov %esi, %eax
	shr $2, %eax
	shl $4, %rax
	xor %ecx, %ecx
again_wide:
	movups (%rdi,%rcx), %xmm0
	mulps %xmm1, %xmm0
	movups %xmm0, (%rdi,%rcx)
	add $16, %rcx
	cmp %rcx, %rax
	jne again_wide
	xor %edx, %edx
again_scalar:
	movss (%rdi,%rdx,4), %xmm2
	subss %xmm3, %xmm2
	movss %xmm2, (%rdi,%rdx,4)
	inc %rdx
	cmp %rdx, %rsi
	jne again_scalar
	ret
	.size again, . - again
