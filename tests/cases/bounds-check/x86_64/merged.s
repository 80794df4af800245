# expect: f kind=bounds severity=high at=f_first sink=abort
# expect: f kind=bounds severity=high at=f_second sink=abort
# Two checks share one panic block, which is reached through a jump. The twin's common block returns.
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
	xor eax, eax
1:
	mov ecx, [rdx]
	mov r10d, [rdx + 4]
	cmp rcx, rsi
f_first:
	jae 3f
	cmp r10, r9
f_second:
	jae 4f
	mov ecx, [rdi + rcx*4]
	add eax, [r11 + r10*4]
	add eax, ecx
	add rdx, 8
	cmp rdx, r8
	jne 1b
	ret
3:
	mov rdi, rcx
	jmp 5f
4:
	mov rdi, r10
5:
	push rax
	call abort
	.size f, . - f
	.globl f_twin
	.type f_twin, %function
f_twin:
	xor eax, eax
1:
	mov ecx, [rdx]
	cmp rcx, rsi
	jae 3f
	add eax, [rdi + rcx*4]
	add rdx, 8
	cmp rdx, r8
	jne 1b
	ret
3:
	mov eax, -1
	ret
	.size f_twin, . - f_twin
