# Work on memory that a store in the loop may change, as far as a compiler can tell.
# expect: factor kind=may-alias at=factor_at confidence=medium
# expect: mask kind=may-alias at=mask_at
	.text

	.globl factor
	.type factor, @function
factor:
1:
	mov (%rdx), %eax
factor_at:
	imul 4(%rdx), %eax
	movzbl (%rdi), %ecx
	imul %ecx, %eax
	mov %al, (%rdi)
	inc %rdi
	dec %rsi
	jne 1b
	ret
	.size factor, . - factor

	.globl mask
	.type mask, @function
mask:
1:
	mov 8(%rdi), %ecx
	mov $1, %eax
	shl %cl, %eax
mask_at:
	dec %eax
	and (%rsi), %eax
	mov (%rdi), %rcx
	movb $1, (%rcx,%rax)
	add $4, %rsi
	dec %rdx
	jne 1b
	ret
	.size mask, . - mask
