# Spills around a call whose blocks carry nothing in registers: a few loads are no -O0.
# spills: f stores=2 reloads=2 judged=yes
# expect: f
# expect: f
	.text
	.globl f
	.type f, @function
f:
	sub $24, %rsp
	mov %rdi, 8(%rsp)
	mov %rsi, 16(%rsp)
	call g
	test %eax, %eax
	je 1f
	mov 8(%rsp), %rdi
	jmp 2f
1:	mov 16(%rsp), %rdi
2:	call g
	add $24, %rsp
	ret
	.size f, . - f
