# expect: pointer kind=overflow at=pointer_check severity=low
# expect: pointer kind=null at=pointer_null severity=low
# expect: length kind=overflow at=length_check severity=low
# expect: end kind=bounds at=end_check
# A sum compared with one of its parts has wrapped around or not; what gcc -fsanitize=undefined makes of every array
# access in trap mode, where no sink says what it is about. Compared with anything else it is a bounds check.
	.intel_syntax noprefix
	.text
	.globl pointer
	.type pointer, @function
pointer:
	xor eax, eax
	xor ecx, ecx
1:
	movsxd rdx, ecx
	shl rdx, 2
	lea r8, [rdi + rdx]
	cmp r8, rdi
pointer_check:
	jb 2f
	add rdx, rdi
pointer_null:
	je 2f
	add eax, [rdx]
	inc ecx
	cmp ecx, esi
	jne 1b
	ret
2:
	ud2
	.size pointer, . - pointer

	.globl length
	.type length, @function
length:
	xor eax, eax
1:
	mov ecx, [rsi]
	lea r8, [rcx + r9]
	cmp r9, r8
length_check:
	ja 2f
	add rax, [rdi + r8*8]
	add rsi, 4
	dec rdx
	jne 1b
	ret
2:
	ud2
	.size length, . - length

	.globl end
	.type end, @function
end:
	xor eax, eax
1:
	mov ecx, [rsi]
	lea r8, [rcx + r9]
	cmp r8, r10
end_check:
	ja 2f
	add rax, [rdi + r8*8]
	add rsi, 4
	dec rdx
	jne 1b
	ret
2:
	ud2
	.size end, . - end
