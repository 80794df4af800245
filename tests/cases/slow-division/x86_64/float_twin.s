# What changes from element to element, and approximations.
# expect: none
	.text
	.globl reversed
	.type reversed, @function
reversed:
1:	movapd %xmm0, %xmm1
	divsd (%rdi), %xmm1
	movsd %xmm1, (%rdi)
	add $8, %rdi
	cmp %rsi, %rdi
	jne 1b
	ret
	.size reversed, . - reversed

	.globl roots
	.type roots, @function
roots:
1:	sqrtsd (%rdi), %xmm1
	movsd %xmm1, (%rdi)
	add $8, %rdi
	cmp %rsi, %rdi
	jne 1b
	ret
	.size roots, . - roots

	.globl estimate
	.type estimate, @function
estimate:
1:	rcpps %xmm0, %xmm1
	mulps (%rdi), %xmm1
	movups %xmm1, (%rdi)
	add $16, %rdi
	cmp %rsi, %rdi
	jne 1b
	ret
	.size estimate, . - estimate
