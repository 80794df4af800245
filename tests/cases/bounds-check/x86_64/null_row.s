# A pointer tested for null and then indexed: the base of a scaled index is no index. Its twin tests the index for zero.
# expect: row kind=null severity=low sink=abort
# expect: index kind=bounds sink=abort
	.text
	.globl row
	.type row, @function
row:
	mov (%rdi), %r8
	test %r8, %r8
	je 2f
	xor %ecx, %ecx
1:	add (%r8,%rcx,4), %eax
	inc %rcx
	cmp %rdx, %rcx
	jne 1b
	add $8, %rdi
	cmp %rsi, %rdi
	jne row
	ret
2:	push %rax
	call abort
	.size row, . - row

	.globl index
	.type index, @function
index:
	mov (%rdi), %r8
	test %r8, %r8
	je 2f
	add -4(%rdx,%r8,4), %eax
	add $8, %rdi
	cmp %rsi, %rdi
	jne index
	ret
2:	push %rax
	call abort
	.size index, . - index
