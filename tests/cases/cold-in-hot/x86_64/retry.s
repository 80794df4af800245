# expect: retry severity=low confidence=low at=retry_cold loop=retry_loop counts=no
# An atomic operation that is tried again only where somebody else came between: what follows the loop is its usual way.
	.intel_syntax noprefix
	.text
	.globl retry
	.type retry, %function
retry:
	mov eax, [rdi]
retry_loop:
	test eax, eax
	jne 1f
	mov ecx, 1
	lock cmpxchg [rdi], ecx
	jne 1f
retry_cold:
	mov [rdi + 8], rsi
	mov [rdi + 16], rdx
	mov qword ptr [rdi + 24], 0
	mov eax, 1
	ret
1:
	pause
	mov eax, [rdi]
	dec esi
	jne retry_loop
	xor eax, eax
	ret
	.size retry, . - retry
