# expect: f kind=general severity=low loop=none
# spills: f stores=1 reloads=1
# The same registers and places as in callee_saved, but what is stored is a value of this function: rbx after it was
# written.
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
	push rbx
	sub rsp, 16
	mov rbx, [rdi]
	mov [rsp + 8], rbx
	mov rbx, [rdi + 8]
	call g
	add rax, [rsp + 8]
	add rax, rbx
	add rsp, 16
	pop rbx
	ret
	.size f, . - f
