# Not redundant: others write it (a call, an atomic access, a wait for it), it is a constant or a spilled register, it is
# read in some iterations only, its address moves, or no register is left to keep it in.
# expect: none
	.text

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
	call other
	dec %rbp
	jne 1b
	pop %r12
	pop %rbp
	pop %rbx
	ret
	.size calls, . - calls

	.globl atomics
	.type atomics, @function
atomics:
1:
	mov (%rdi), %ecx
	lock add %ecx, (%rsi)
	add $4, %rsi
	dec %rdx
	jne 1b
	ret
	.size atomics, . - atomics

	.globl waits
	.type waits, @function
waits:
1:
	mov (%rdi), %eax
	test %eax, %eax
	je 1b
	ret
	.size waits, . - waits

	.globl waits_for_more
	.type waits_for_more, @function
waits_for_more:
1:
	pause
	cmp %rsi, (%rdi)
	jb 1b
	ret
	.size waits_for_more, . - waits_for_more

	.globl constant
	.type constant, @function
constant:
1:
	movss (%rsi), %xmm0
	mulss factor(%rip), %xmm0
	movss %xmm0, (%rsi)
	add $4, %rsi
	dec %rdx
	jne 1b
	ret
	.section .rodata
factor:
	.long 0x3f800001
	.text
	.size constant, . - constant

	.globl spilled
	.type spilled, @function
spilled:
	push %rbx
	sub $16, %rsp
	mov %rcx, 8(%rsp)
1:
	mov (%rsi), %eax
	add 8(%rsp), %rax
	mov %eax, (%rsi)
	add $4, %rsi
	dec %rdx
	jne 1b
	add $16, %rsp
	pop %rbx
	ret
	.size spilled, . - spilled

	.globl sometimes
	.type sometimes, @function
sometimes:
	xor %eax, %eax
1:
	cmpl $0, (%rsi)
	je 2f
	add (%rdi), %eax
2:
	add $4, %rsi
	dec %rdx
	jne 1b
	ret
	.size sometimes, . - sometimes

	.globl moving
	.type moving, @function
moving:
	xor %eax, %eax
1:
	add (%rdi), %eax
	add $4, %rdi
	dec %rdx
	jne 1b
	ret
	.size moving, . - moving

	.globl written
	.type written, @function
written:
1:
	mov (%rdi), %eax
	xor (%rsi), %eax
	mov %ax, 2(%rdi)
	add $4, %rsi
	dec %rdx
	jne 1b
	ret
	.size written, . - written

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
	mov (%rsi), %eax
	add (%rdi), %eax
	add %rax, %rcx
	add %rcx, %r8
	add %r8, %r9
	add %r9, %r10
	add %r10, %r11
	add %r11, %rbx
	add %rbx, %rbp
	add %rbp, %r12
	add %r12, %r13
	add %r13, %r14
	add %r14, %r15
	add $4, %rsi
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
