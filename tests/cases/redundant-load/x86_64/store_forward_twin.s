# Not so: another width, another element, from one register file to the other, a call in between, an atomic counter, a
# histogram (its address changes).
# expect: none
	.text

	.globl narrow
	.type narrow, @function
narrow:
1:
	mov (%rsi), %rax
	mov %eax, (%rdi)
	mov (%rdi), %rcx
	add %rcx, %r8
	add $8, %rsi
	add $8, %rdi
	dec %rdx
	jne 1b
	mov %r8, %rax
	ret
	.size narrow, . - narrow

	.globl other_element
	.type other_element, @function
other_element:
1:
	mov (%rsi), %eax
	mov %eax, (%rdi)
	mov 4(%rdi), %ecx
	add %ecx, %r8d
	add $4, %rsi
	add $4, %rdi
	dec %rdx
	jne 1b
	mov %r8d, %eax
	ret
	.size other_element, . - other_element

	.globl files
	.type files, @function
files:
1:
	mov (%rsi), %eax
	xor $0x80000000, %eax
	mov %eax, (%rdi)
	addss (%rdi), %xmm0
	add $4, %rsi
	add $4, %rdi
	dec %rdx
	jne 1b
	ret
	.size files, . - files

	.globl atomic_counter
	.type atomic_counter, @function
atomic_counter:
1:
	movzbl (%rsi), %eax
	lock add %rax, (%rdi)
	inc %rsi
	dec %rdx
	jne 1b
	ret
	.size atomic_counter, . - atomic_counter

	.globl histogram
	.type histogram, @function
histogram:
1:
	movzbl (%rsi), %eax
	incl (%rdi,%rax,4)
	inc %rsi
	dec %rdx
	jne 1b
	ret
	.size histogram, . - histogram

	.globl call_between
	.type call_between, @function
call_between:
	push %rbx
	mov %rdi, %rbx
	mov %esi, 8(%rdi)
	call other
	add 8(%rbx), %eax
	pop %rbx
	ret
	.size call_between, . - call_between
