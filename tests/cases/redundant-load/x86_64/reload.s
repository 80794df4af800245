# Read twice with nothing in between that writes there.
# expect: twice kind=reload at=twice_load
# expect: joined kind=reload at=joined_load
# expect: straight kind=reload at=straight_load loop=none severity=low
	.text

	.globl twice
	.type twice, @function
twice:
1:
	mov (%rsi), %eax
	shl $3, %eax
twice_load:
	xor (%rsi), %eax
	mov %eax, (%rsi)
	add $4, %rsi
	dec %rdx
	jne 1b
	ret
	.size twice, . - twice

	.globl joined
	.type joined, @function
joined:
1:
	mov (%rsi), %eax
	test %eax, %eax
	js 2f
	neg %r8
2:
joined_load:
	mov (%rsi), %ecx
	add %rcx, %r8
	add $4, %rsi
	dec %rdx
	jne 1b
	mov %r8, %rax
	ret
	.size joined, . - joined

	.globl straight
	.type straight, @function
straight:
	mov 8(%rdi), %rax
	lea 1(%rax), %rcx
straight_load:
	mov 8(%rdi), %rdx
	lea (%rcx,%rdx), %rax
	ret
	.size straight, . - straight
