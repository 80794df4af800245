# expect: f kind=general severity=low loop=none
# spills: f stores=1 reloads=1
# push and pop as a spill: the argument is needed after the call. (The twin is "pushed" in arguments.s.)
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
	push rdi
	call g
	pop rdi
	add rax, [rdi]
	ret
	.size f, . - f
