# The same, but the store certainly changes it; and a single test of what may change, which is a load's matter.
# expect: none
	.text

	.globl changed
	.type changed, @function
changed:
1:
	mov (%rdx), %eax
	imul 4(%rdx), %eax
	movzbl (%rdi), %ecx
	imul %ecx, %eax
	mov %ax, 6(%rdx)
	inc %rdi
	dec %rsi
	jne 1b
	ret
	.size changed, . - changed

	.globl tested
	.type tested, @function
tested:
1:
	movzbl (%rdi), %ecx
	cmpl $0, (%rdx)
	je 2f
	neg %ecx
2:
	mov %cl, (%rdi)
	inc %rdi
	dec %rsi
	jne 1b
	ret
	.size tested, . - tested
