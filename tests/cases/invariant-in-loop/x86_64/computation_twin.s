# No work that could be done before: constants, copies, extensions, one cheap step, inputs that change, a division, a value
# that a call or a store changes, and no register left to keep it in.
# expect: none
	.text

	.globl constants
	.type constants, @function
constants:
1:
	mov $3, %eax
	shl $8, %eax
	or $5, %eax
	xor %ecx, %ecx
	pcmpeqd %xmm1, %xmm1
	psrld $1, %xmm1
	movups (%rdi), %xmm0
	pand %xmm1, %xmm0
	movups %xmm0, (%rdi)
	add %eax, (%rdi)
	adc %ecx, 4(%rdi)
	add $16, %rdi
	dec %rsi
	jne 1b
	ret
	.size constants, . - constants

	.globl copies
	.type copies, @function
copies:
1:
	movsxd %edx, %rax
	mov %rax, %rcx
	lea 8(%rcx), %r8
	mov %r8, (%rdi)
	add $8, %rdi
	dec %rsi
	jne 1b
	ret
	.size copies, . - copies

	.globl changes
	.type changes, @function
changes:
1:
	imul %edx, %eax
	mov %eax, (%rdi)
	add $4, %rdi
	dec %rsi
	jne 1b
	ret
	.size changes, . - changes

	.globl divides
	.type divides, @function
divides:
1:
	mov %r8d, %eax
	xor %edx, %edx
	div %ecx
	add %edx, (%rdi)
	add $4, %rdi
	dec %rsi
	jne 1b
	ret
	.size divides, . - divides

	.globl calls
	.type calls, @function
calls:
	push %rbx
	push %rbp
	push %r12
	mov %rdi, %rbx
	mov %rsi, %rbp
1:
	mov (%rbx), %edi
	imul 4(%rbx), %edi
	call other
	dec %rbp
	jne 1b
	pop %r12
	pop %rbp
	pop %rbx
	ret
	.size calls, . - calls

	.globl stored
	.type stored, @function
stored:
1:
	mov 8(%rdi), %eax
	imul 12(%rdi), %eax
	add (%rdx), %eax
	mov %eax, 8(%rdi)
	add $4, %rdx
	dec %rsi
	jne 1b
	ret
	.size stored, . - stored

	.globl full
	.type full, @function
full:
	push %rbx
	push %rbp
	push %r12
	push %r13
	push %r14
	push %r15
1:
	mov (%rdi), %eax
	imul %esi, %ecx
	add %rax, %rcx
	add %rcx, %r8
	mov %esi, %eax
	imul %esi, %eax
	add %rax, %r9
	add %r9, %r10
	add %r10, %r11
	add %r11, %rbx
	add %rbx, %rbp
	add %rbp, %r12
	add %r12, %r13
	add %r13, %r14
	add %r14, %r15
	add $4, %rdi
	dec %rdx
	jne 1b
	mov %r15, %rax
	pop %r15
	pop %r14
	pop %r13
	pop %r12
	pop %rbp
	pop %rbx
	ret
	.size full, . - full
