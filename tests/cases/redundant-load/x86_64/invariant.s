# A variable read in every iteration with no store, or none that could reach it, is read for nothing.
# expect: plain kind=invariant at=plain_load loop=plain_load severity=high
# expect: folded kind=invariant at=folded_load
# expect: elsewhere kind=invariant at=elsewhere_load
	.text

	.globl plain
	.type plain, @function
plain:
	xor %eax, %eax
plain_load:
	mov (%rdi), %ecx
	add (%rsi), %ecx
	add %ecx, %eax
	add $4, %rsi
	dec %rdx
	jne plain_load
	ret
	.size plain, . - plain

	.globl folded
	.type folded, @function
folded:
	xor %eax, %eax
1:
	mov (%rsi), %ecx
folded_load:
	imul 8(%rdi), %ecx
	add %ecx, %eax
	add $4, %rsi
	dec %rdx
	jne 1b
	ret
	.size folded, . - folded

	.globl elsewhere
	.type elsewhere, @function
elsewhere:
1:
	mov (%rsi), %ecx
elsewhere_load:
	add 8(%rdi), %ecx
	mov %ecx, 16(%rdi)
	add $4, %rsi
	dec %rdx
	jne 1b
	ret
	.size elsewhere, . - elsewhere
