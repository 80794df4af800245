# The carry of an addition, kept by setb and tested later (gcc's __builtin_add_overflow): overflow, not a compare. The
# twin keeps the carry of a compare with a length.
# expect: sum kind=overflow severity=low sink=abort
# expect: wide kind=overflow severity=low sink=abort
# expect: length kind=bounds severity=high sink=abort
	.text
	.globl sum
	.type sum, @function
sum:
	xor %edx, %edx
	add (%rdi), %eax
	setb %dl
	add $4, %rdi
	test %edx, %edx
	jne 2f
	cmp %rcx, %rdi
	jne sum
	ret
2:	push %rax
	call abort
	.size sum, . - sum

	.globl wide
	.type wide, @function
wide:
	add (%rdi), %eax
	seto %dl
	movzbl %dl, %edx
	add $4, %rdi
	test %edx, %edx
	jne 2f
	cmp %rcx, %rdi
	jne wide
	ret
2:	push %rax
	call abort
	.size wide, . - wide

	.globl length
	.type length, @function
length:
	mov (%rdi), %r8d
	cmp %rsi, %r8
	setae %dl
	movzbl %dl, %edx
	test %edx, %edx
	jne 2f
	add (%r9,%r8,4), %eax
	add $4, %rdi
	cmp %rcx, %rdi
	jne length
	ret
2:	push %rax
	call abort
	.size length, . - length
