# What a condition chose last, needed again in the loop: each iteration waits for the one before.
# expect: none
# loop: stored stored_loop role=main blockers=recurrence
# loop: compared compared_loop role=main blockers=recurrence
	.text
	.globl stored
	.type stored, @function
stored: # fills gaps with the last number
	xor %eax, %eax
stored_loop:
	mov (%rdi), %ecx
	test %ecx, %ecx
	cmovne %ecx, %eax
	mov %eax, (%rdx)
	add $4, %rdi
	add $4, %rdx
	cmp %rsi, %rdi
	jne stored_loop
	ret
	.size stored, . - stored

	.globl compared
	.type compared, @function
compared: # drops repetitions: the index of the last number that differs from the one kept before
	xor %eax, %eax
	xor %ecx, %ecx
	xor %edx, %edx
compared_loop:
	mov (%rdi,%rdx,4), %r8d
	cmp %ecx, %r8d
	cmovne %edx, %eax
	cmovne %r8d, %ecx
	add %eax, %ecx
	inc %rdx
	cmp %rsi, %rdx
	jne compared_loop
	ret
	.size compared, . - compared
