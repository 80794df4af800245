# expect: trap kind=bounds severity=high
# expect: aborts kind=bounds severity=high sink=__ubsan_handle_out_of_bounds_abort
# expect: recovers kind=bounds severity=high sink=__ubsan_handle_out_of_bounds
# expect: unknown kind=bounds severity=high
# -fsanitize=bounds: gcc's trap, its handler, and the handler that reports and goes on; a call of a function that nobody knows,
# after which nothing is reachable. The twin calls that function and goes on.
	.intel_syntax noprefix
	.text
	.globl trap
	.type trap, %function
trap:
	xor eax, eax
1:
	mov ecx, [rdx]
	cmp rcx, 63
	ja 2f
	add eax, [rdi + rcx*4]
	add rdx, 4
	cmp rdx, r8
	jne 1b
	ret
2:
	ud2
	.size trap, . - trap
	.globl aborts
	.type aborts, %function
aborts:
	xor eax, eax
1:
	mov ecx, [rdx]
	cmp rcx, 63
	ja 2f
	add eax, [rdi + rcx*4]
	add rdx, 4
	cmp rdx, r8
	jne 1b
	ret
2:
	call __ubsan_handle_out_of_bounds_abort
	.size aborts, . - aborts
	.globl recovers
	.type recovers, %function
recovers:
	push rbx
	push rbp
	xor ebx, ebx
	mov rbp, rdi
1:
	mov r12d, [r13]
	cmp r12, 63
	ja 3f
2:
	add ebx, [rbp + r12*4]
	add r13, 4
	cmp r13, r14
	jne 1b
	mov eax, ebx
	pop rbp
	pop rbx
	ret
3:
	mov rsi, r12
	call __ubsan_handle_out_of_bounds
	jmp 2b
	.size recovers, . - recovers
	.globl unknown
	.type unknown, %function
unknown:
	xor eax, eax
1:
	mov ecx, [rdx]
	cmp rcx, rsi
	jae 2f
	add eax, [rdi + rcx*4]
	add rdx, 4
	cmp rdx, r8
	jne 1b
	ret
2:
	call die
	.size unknown, . - unknown
	.globl twin
	.type twin, %function
twin:
	xor ebx, ebx
1:
	mov ecx, [r12]
	cmp rcx, 63
	ja 3f
2:
	add ebx, ecx
	add r12, 4
	cmp r12, r14
	jne 1b
	ret
3:
	call die
	xor ecx, ecx
	jmp 2b
	.size twin, . - twin
