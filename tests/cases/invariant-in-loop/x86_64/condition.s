# A branch that goes the same way in every iteration of a small loop.
# expect: mode kind=condition at=mode_at loop=mode_top confidence=high
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
