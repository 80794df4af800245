# Floating point: a scalar and a packed divisor, and a square root of what does not change. The approximate reciprocal
# is no division, and a square root of each element is none of this.
# expect: scale kind=float at=scale_div
# expect: packed kind=float at=packed_div
# expect: root kind=square-root at=root_sqrt
# expect: root kind=float at=root_div
	.text
	.globl scale
	.type scale, @function
scale:
1:	movsd (%rdi), %xmm1
scale_div:
	divsd %xmm0, %xmm1
	movsd %xmm1, (%rdi)
	add $8, %rdi
	cmp %rsi, %rdi
	jne 1b
	ret
	.size scale, . - scale

	.globl packed
	.type packed, @function
packed:
	shufps $0, %xmm0, %xmm0
1:	movups (%rdi), %xmm1
packed_div:
	divps %xmm0, %xmm1
	movups %xmm1, (%rdi)
	add $16, %rdi
	cmp %rsi, %rdi
	jne 1b
	ret
	.size packed, . - packed

	.globl root
	.type root, @function
root:
1:	movsd (%rdi), %xmm1
root_sqrt:
	sqrtsd %xmm0, %xmm2
root_div:
	divsd %xmm2, %xmm1
	movsd %xmm1, (%rdi)
	add $8, %rdi
	cmp %rsi, %rdi
	jne 1b
	ret
	.size root, . - root
