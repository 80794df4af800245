# A branch that goes the same way in every iteration of a small loop: by a register, by a byte in memory.
# expect: mode kind=condition at=mode_at loop=mode_top confidence=high
# expect: in_memory kind=condition at=in_memory_at loop=in_memory_top
	.text

	.globl mode
	.type mode, @function
mode:
mode_top:
	mov (%rsi), %eax
mode_at:
	cmp $1, %ecx
	je 2f
	add %eax, (%rdi,%rax,4)
	jmp 3f
2:
	mov %eax, (%rdi,%rax,4)
3:
	add $4, %rsi
	dec %rdx
	jne mode_top
	ret
	.size mode, . - mode

# The test loads the flag itself: the load is redundant-load's, the branch's outcome stands at the branch.
	.globl in_memory
	.type in_memory, @function
in_memory:
in_memory_top:
	mov (%rsi), %eax
	testb $1, 8(%rcx)
in_memory_at:
	je 2f
	add %eax, %r8d
2:
	xor %eax, %r9d
	add $4, %rsi
	dec %rdx
	jne in_memory_top
	lea (%r8,%r9), %eax
	ret
	.size in_memory, . - in_memory
