# Stored and loaded back: a counter that lives in memory, a pair of store and load in one iteration.
# expect: counter kind=store-forward at=counter_load
# expect: counter_forced kind=store-forward at=counter_forced_load sink=bytes
# expect: back kind=store-forward at=back_load
# expect: straight kind=store-forward at=straight_load loop=none severity=low cost=none
	.text

	.globl counter
	.type counter, @function
counter:
1:
	movzbl (%rsi), %eax
counter_load:
	add %rax, (%rdi)
	inc %rsi
	dec %rdx
	jne 1b
	ret
	.size counter, . - counter

	.globl counter_forced
	.type counter_forced, @function
counter_forced:
1:
	movzbl (%rsi), %eax
counter_forced_load:
	mov (%rdi), %rcx
	mov %al, (%r8,%rcx)
	inc %rcx
	mov %rcx, (%rdi)
	inc %rsi
	dec %rdx
	jne 1b
	ret
	.size counter_forced, . - counter_forced

	.globl back
	.type back, @function
back:
1:
	mov (%rsi), %eax
	imul $7, %eax
	mov %eax, (%rdi)
back_load:
	mov (%rdi), %ecx
	add %ecx, %r8d
	add $4, %rsi
	add $4, %rdi
	dec %rdx
	jne 1b
	mov %r8d, %eax
	ret
	.size back, . - back

	.globl straight
	.type straight, @function
straight:
	mov %esi, 8(%rdi)
	lea (%rsi,%rsi), %eax
straight_load:
	add 8(%rdi), %eax
	ret
	.size straight, . - straight
