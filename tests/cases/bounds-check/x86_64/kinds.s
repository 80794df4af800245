# expect: null kind=null severity=low
# expect: division kind=division severity=low
# expect: overflow kind=overflow severity=low
# expect: assertion kind=assert severity=low sink=__assert_fail
# expect: data kind=other severity=low
# Checks that end in a call that does not come back, but are not about an index: only their kind tells. "data" compares what
# reaches no address.
	.intel_syntax noprefix
	.text
	.globl null
	.type null, %function
null:
1:
	mov rax, [rdi]
	test rax, rax
	je 2f
	add edx, [rax]
	add rdi, 8
	cmp rdi, rsi
	jne 1b
	mov eax, edx
	ret
2:
	call abort
	.size null, . - null
	.globl division
	.type division, %function
division:
	xor r8d, r8d
1:
	mov ecx, [rdi]
	test ecx, ecx
	je 2f
	mov eax, [rsi]
	xor edx, edx
	div ecx
	add r8d, eax
	add rdi, 4
	add rsi, 4
	cmp rdi, r9
	jne 1b
	ret
2:
	call abort
	.size division, . - division
	.globl overflow
	.type overflow, %function
overflow:
	xor eax, eax
1:
	add eax, [rdi]
	jo 2f
	add rdi, 4
	cmp rdi, rsi
	jne 1b
	ret
2:
	call abort
	.size overflow, . - overflow
	.globl assertion
	.type assertion, %function
assertion:
	xor eax, eax
1:
	mov ecx, [rdi]
	test ecx, ecx
	js 2f
	add eax, ecx
	add rdi, 4
	cmp rdi, rsi
	jne 1b
	ret
2:
	call __assert_fail
	.size assertion, . - assertion
	.globl data
	.type data, %function
data:
	xor eax, eax
1:
	mov ecx, [rdi]
	cmp ecx, 1000
	ja 2f
	add eax, ecx
	add rdi, 4
	cmp rdi, rsi
	jne 1b
	ret
2:
	call abort
	.size data, . - data
