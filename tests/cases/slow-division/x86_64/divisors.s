# Divisors that do not change in the loop: a register, a guard with two widths, 1 << n, memory that nothing writes.
# expect: quotient kind=integer severity=high confidence=high at=quotient_div loop=quotient_top cost=any
# expect: rest kind=remainder at=rest_div
# expect: guarded kind=remainder at=guarded_wide
# expect: shifted kind=remainder at=shifted_div
# expect: power kind=integer at=power_div
# expect: loaded kind=remainder at=loaded_div
	.text
	.globl quotient
	.type quotient, @function
quotient:
	mov %edx, %ecx
quotient_top:
	mov (%rdi), %eax
	xor %edx, %edx
quotient_div:
	div %ecx
	mov %eax, (%rdi)
	add $4, %rdi
	cmp %rsi, %rdi
	jne quotient_top
	ret
	.size quotient, . - quotient

	.globl rest
	.type rest, @function
rest:
	mov %rdx, %rcx
1:	mov (%rdi), %rax
	cqto
rest_div:
	idiv %rcx
	mov %rdx, (%rdi)
	add $8, %rdi
	cmp %rsi, %rdi
	jne 1b
	ret
	.size rest, . - rest

	.globl guarded
	.type guarded, @function
guarded:
	mov %rdx, %rcx
1:	mov (%rdi), %r8
	mov %r8, %rax
	or %rcx, %rax
	shr $32, %rax
	je 2f
	mov %r8, %rax
	xor %edx, %edx
guarded_wide:
	div %rcx
	jmp 3f
2:	mov %r8d, %eax
	xor %edx, %edx
	div %ecx
3:	mov %rdx, (%rdi)
	add $8, %rdi
	cmp %rsi, %rdi
	jne 1b
	ret
	.size guarded, . - guarded

# The divisor changes with each element, and is a power of two each time.
	.globl shifted
	.type shifted, @function
shifted:
1:	mov (%rdi), %ecx
	mov $1, %r8d
	shl %cl, %r8d
	mov 4(%rdi), %eax
	xor %edx, %edx
shifted_div:
	div %r8d
	mov %edx, (%rdi)
	add $8, %rdi
	cmp %rsi, %rdi
	jne 1b
	ret
	.size shifted, . - shifted

	.globl power
	.type power, @function
power:
	mov $64, %ecx
1:	mov (%rdi), %eax
	xor %edx, %edx
power_div:
	div %ecx
	mov %eax, (%rdi)
	add $4, %rdi
	cmp %rsi, %rdi
	jne 1b
	ret
	.size power, . - power

	.globl loaded
	.type loaded, @function
loaded:
	xor %r8d, %r8d
1:	mov (%rdi), %eax
	xor %edx, %edx
loaded_div:
	divl 16(%rsi)
	add %edx, %r8d
	add $4, %rdi
	cmp %rcx, %rdi
	jne 1b
	mov %r8d, %eax
	ret
	.size loaded, . - loaded
