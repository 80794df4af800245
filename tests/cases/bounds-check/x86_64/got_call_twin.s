# expect: none
# As got_call, but the side that the branch takes comes back: it calls a function that returns.
	.intel_syntax noprefix
	.text
	.globl sum
	.type sum, @function
sum:
	xor eax, eax
	xor r9d, r9d
sum_loop:
	mov r8, [rdx + r9]
	cmp r8, rsi
	jae 1f
	add eax, [rdi + r8*4]
2:
	add r9, 8
	cmp rcx, r9
	jne sum_loop
	ret
1:
	push rax
	mov rdi, r8
	call [rip + report@GOTPCREL]
	pop rax
	jmp 2b
	.size sum, . - sum
