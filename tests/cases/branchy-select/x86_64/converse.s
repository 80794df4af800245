# Two branches that choose: the next comparison of the first needs what was chosen, that of the second does not. Only the
# first one's note warns that a select would lengthen a chain.
# expect: running_best at=running_best_branch sink=both.
# expect: clamped at=clamped_branch sink=nothing.
	.text
	.globl running_best
	.type running_best, @function
running_best:
	mov (%rdi), %ecx
	lea 7(%rcx,%rax), %edx
	cmp %eax, %ecx
running_best_branch:
	jle 1f
	mov %edx, %eax
1:	add $4, %rdi
	cmp %rsi, %rdi
	jne running_best
	ret
	.size running_best, . - running_best

	.globl clamped
	.type clamped, @function
clamped:
	mov (%rdi), %ecx
	cmp %edx, %ecx
clamped_branch:
	jle 1f
	mov %edx, %ecx
1:	mov %ecx, (%rdi)
	add $4, %rdi
	cmp %rsi, %rdi
	jne clamped
	ret
	.size clamped, . - clamped
