# expect: sum kind=bounds severity=high confidence=high at=sum_check loop=sum_loop sink=core::panicking::panic_bounds_check
# The shape of rustc's output: the compared index is the one of the load; the call goes through the GOT.
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
sum_check:
	jae 1f
	add eax, [rdi + r8*4]
	add r9, 8
	cmp rcx, r9
	jne sum_loop
	ret
1:
	push rax
	mov rdi, r8
	call [rip + _RNvNtCsgEmfK2I1SDS_4core9panicking18panic_bounds_check@GOTPCREL]
	.size sum, . - sum
