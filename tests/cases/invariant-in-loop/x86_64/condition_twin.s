# Not so: the branch leaves the loop, what it tests changes, or the loop has enough else to do.
# expect: none
	.text

	.globl leaves
	.type leaves, @function
leaves:
1:
	mov (%rsi), %eax
	test %ecx, %ecx
	je 2f
	add %eax, (%rdi,%rax,4)
	add $4, %rsi
	dec %rdx
	jne 1b
2:
	ret
	.size leaves, . - leaves

	.globl changing
	.type changing, @function
changing:
1:
	mov (%rsi), %eax
	cmp $1, %eax
	je 2f
	add %eax, (%rdi,%rax,4)
2:
	add $4, %rsi
	dec %rdx
	jne 1b
	ret
	.size changing, . - changing

	.globl large
	.type large, @function
large:
1:
	mov (%rsi), %eax
	cmp $1, %ecx
	je 2f
	add %eax, (%rdi,%rax,4)
2:
	.rept 12
	imul $3, %eax, %r8d
	xor $9, %r8d
	add %r8d, %r9d
	.endr
	add $4, %rsi
	dec %rdx
	jne 1b
	mov %r9d, %eax
	ret
	.size large, . - large
