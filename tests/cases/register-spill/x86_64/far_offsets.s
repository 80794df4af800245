# expect: g_twin kind=general severity=low loop=none
# spills: f stores=0 reloads=0
# spills: g_twin stores=1 reloads=1
	# f: addends that only a broken file has; what they lead to is no frame, and adding them up must not overflow.
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
	.att_syntax
	lea far+0x7fffffffffffff00(%rsp), %rsp
	lea far+0x7fffffffffffff00(%rsp), %rsp
	mov %rax, far+0x7fffffffffffff00(%rsp)
	call g
	mov far+0x7fffffffffffff00(%rsp), %rax
	sub $far+0x7fffffffffffff00, %rsp
	lea far+0x7fffffffffffff00(%rsp), %rdi
	call g
	jmp *far+0x7fffffffffffffff(%rip)
	.intel_syntax noprefix
	.size f, . - f
	.globl g_twin
	.type g_twin, %function
g_twin:
	sub rsp, 24
	mov rax, [rsp + 32]
	mov [rsp + 8], rax
	call g
	mov rax, [rsp + 8]
	add rsp, 24
	ret
	.size g_twin, . - g_twin
