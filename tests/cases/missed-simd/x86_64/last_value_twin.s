# What a condition chose last, needed again in the loop: each iteration waits for the one before.
# expect: none
# loop: stored stored_loop role=main blockers=recurrence
# loop: compared compared_loop role=main blockers=recurrence
# loop: least least_loop role=main blockers=recurrence
# loop: finds finds_loop role=main blockers=data-dependent-exit
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

	.globl least
	.type least, @function
least: # where the minimum lies
	xor %eax, %eax
	xor %edx, %edx
	mov (%rdi), %rcx
	jmp least_loop
3:
	mov (%rdi,%rdx,8), %r8
	cmp %rcx, %r8
	jge 1f
	mov %edx, %eax
	mov %r8, %rcx
1:	inc %rdx
least_loop:
	cmp %rdx, %rsi
	jg 3b
	ret
	.size least, . - least

	.globl finds
	.type finds, @function
finds: # leaves at the first match, by a test of an argument
	xor %eax, %eax
	jmp finds_loop
1:	inc %eax
	add $8, %rdi
	cmp %eax, %esi
	je 2f
finds_loop:
	cmp (%rdi), %edx
	jne 1b
	cmp $7, %cl
	je 1b
2:	ret
	.size finds, . - finds
