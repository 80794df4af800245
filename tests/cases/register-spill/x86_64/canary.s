# expect: f_twin kind=general severity=low loop=none
# spills: f stores=0 reloads=0
# spills: f_twin stores=1 reloads=1
# The stack protector's canary, checked by sub and by a folded cmp; the twin keeps another value in its place.
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
	sub rsp, 40
	mov rax, fs:40
	mov [rsp + 24], rax
	mov rdi, rsp
	call g
	mov rdx, [rsp + 24]
	sub rdx, fs:40
	jne 1f
	add rsp, 40
	ret
1:
	call __stack_chk_fail
	.size f, . - f
	.globl f_twin
	.type f_twin, %function
f_twin:
	sub rsp, 40
	mov rax, fs:48
	mov [rsp + 24], rax
	call g
	mov rdx, [rsp + 24]
	sub rdx, fs:40
	jne 1f
	add rsp, 40
	ret
1:
	call abort
	.size f_twin, . - f_twin
