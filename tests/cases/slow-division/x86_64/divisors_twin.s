# Divisors that change: loaded anew, the other operand of Euclid's algorithm, a memory cell that the loop writes, a
# shifted value that is not 1, and no loop at all.
# expect: none
	.text
	.globl element
	.type element, @function
element:
1:	mov (%rdi), %eax
	xor %edx, %edx
	divl 4(%rdi)
	mov %eax, (%rdi)
	add $8, %rdi
	cmp %rsi, %rdi
	jne 1b
	ret
	.size element, . - element

	.globl euclid
	.type euclid, @function
euclid:
	mov %rdi, %rax
1:	xor %edx, %edx
	div %rsi
	mov %rsi, %rax
	mov %rdx, %rsi
	test %rdx, %rdx
	jne 1b
	ret
	.size euclid, . - euclid

	.globl written
	.type written, @function
written:
1:	mov (%rdi), %eax
	xor %edx, %edx
	divl (%rsi)
	mov %edx, (%rsi)
	add $4, %rdi
	cmp %rcx, %rdi
	jne 1b
	ret
	.size written, . - written

	.globl three
	.type three, @function
three:
1:	mov (%rdi), %ecx
	mov $3, %r8d
	shl %cl, %r8d
	mov 4(%rdi), %eax
	xor %edx, %edx
	div %r8d
	mov %edx, (%rdi)
	add $8, %rdi
	cmp %rsi, %rdi
	jne 1b
	ret
	.size three, . - three

	.globl once
	.type once, @function
once:
	mov %edi, %eax
	xor %edx, %edx
	div %esi
	ret
	.size once, . - once
