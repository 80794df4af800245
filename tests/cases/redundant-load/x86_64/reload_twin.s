# Not so: a store in between that certainly hits it, a call on one way, another width, an element that has moved on, a
# value that no register holds any more outside loops.
# expect: none
	.text

	.globl stored
	.type stored, @function
stored:
1:
	mov (%rsi), %rax
	movb $0, 3(%rsi)
	add (%rsi), %rax
	mov %rax, (%rdi)
	add $8, %rsi
	add $8, %rdi
	dec %rdx
	jne 1b
	ret
	.size stored, . - stored

	.globl call
	.type call, @function
call:
	push %rbx
	push %rbp
	push %r12
	mov %rdi, %rbx
	mov %rsi, %rbp
1:
	mov (%rbx), %edi
	test %edi, %edi
	je 2f
	call other
2:
	add (%rbx), %r12d
	add $4, %rbx
	dec %rbp
	jne 1b
	mov %r12d, %eax
	pop %r12
	pop %rbp
	pop %rbx
	ret
	.size call, . - call

	.globl width
	.type width, @function
width:
1:
	mov (%rsi), %eax
	movzbl (%rsi), %ecx
	add %ecx, %eax
	mov %eax, (%rdi)
	add $4, %rsi
	add $4, %rdi
	dec %rdx
	jne 1b
	ret
	.size width, . - width

	.globl moved
	.type moved, @function
moved:
1:
	mov (%rsi), %eax
	add $4, %rsi
	add (%rsi), %eax
	mov %eax, (%rdi)
	add $4, %rdi
	dec %rdx
	jne 1b
	ret
	.size moved, . - moved

	.globl gone
	.type gone, @function
gone:
	mov 8(%rdi), %rax
	imul $7, %rax
	add 8(%rdi), %rax
	ret
	.size gone, . - gone
