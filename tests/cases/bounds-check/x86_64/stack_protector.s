# expect: twin kind=other severity=low sink=abort
# The stack protector's check is never a finding, in a loop neither. Its twin fails into abort.
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
	sub rsp, 24
	mov rax, fs:40
	mov [rsp + 8], rax
1:
	mov rdi, rsp
	call g
	mov rax, [rsp + 8]
	cmp rax, fs:40
	jne 2f
	dec qword ptr [rsp + 16]
	jne 1b
	add rsp, 24
	ret
2:
	call __stack_chk_fail
	.size f, . - f
	.globl twin
	.type twin, %function
twin:
	sub rsp, 24
	mov rax, fs:40
	mov [rsp + 8], rax
1:
	mov rdi, rsp
	call g
	mov rax, [rsp + 8]
	cmp rax, fs:40
	jne 2f
	dec qword ptr [rsp + 16]
	jne 1b
	add rsp, 24
	ret
2:
	call abort
	.size twin, . - twin
