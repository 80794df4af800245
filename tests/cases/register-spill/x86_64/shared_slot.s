# expect: f kind=general
# spills: f stores=2 reloads=2
# Two values share a slot, one after the other; one reload is narrower than what was stored.
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
	sub rsp, 24
	mov [rsp + 8], rdi
	call g
	mov rdi, [rsp + 8]
	mov [rsp + 8], rax
	call g
	add eax, [rsp + 8]
	add rsp, 24
	ret
	.size f, . - f
