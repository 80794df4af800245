# expect: none
# spills: f stores=0 reloads=0
# spills: shrink stores=0 reloads=0
# spills: align stores=0 reloads=0
# Saves and restores of callee-saved registers, in the prologue, shrink-wrapped into one path by mov, and a push and pop of
# any register that only moves sp.
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
	push rbp
	push rbx
	sub rsp, 8
	mov rbx, rdi
	mov rbp, rsi
	call g
	lea rax, [rbx + rbp]
	add rsp, 8
	pop rbx
	pop rbp
	ret
	.size f, . - f
	.globl shrink
	.type shrink, %function
shrink:
	sub rsp, 24
	test edi, edi
	je 1f
	mov [rsp + 8], rbx
	mov rbx, rdi
	call g
	add rax, rbx
	mov rbx, [rsp + 8]
1:
	add rsp, 24
	ret
	.size shrink, . - shrink
	.globl align
	.type align, %function
align:
	push rax
	call g
	pop rcx
	ret
	.size align, . - align
