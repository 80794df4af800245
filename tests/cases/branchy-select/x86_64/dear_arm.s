# An arm that takes longer than a misprediction chooses no cheap value; one of a few instructions does.
# expect: few at=few_branch
# loop: many many_top role=main
	.text
	.globl few
	.type few, @function
few:
	mov (%rdi), %ecx
	test %ecx, %ecx
few_branch:
	js 1f
	imul $3, %ecx, %ecx
	xor $9, %ecx
	add %ecx, %eax
1:	add $4, %rdi
	cmp %rsi, %rdi
	jne few
	ret
	.size few, . - few

	.globl many
	.type many, @function
many:
many_top:
	mov (%rdi), %ecx
	test %ecx, %ecx
	js 1f
	.rept 5
	imul $3, %ecx, %ecx
	xor $9, %ecx
	imul %ecx, %ecx
	add %ecx, %eax
	.endr
1:	add $4, %rdi
	cmp %rsi, %rdi
	jne many_top
	ret
	.size many, . - many
