# expect: none
# spills: f judged=no
# spills: f_twin stores=1 reloads=1 judged=yes
# expect: f_twin severity=low
# gcc -O0: every local has a home. Recognised, not judged. The twin is optimised and spills.
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
	push rbp
	mov rbp, rsp
	mov [rbp - 24], rdi
	mov [rbp - 28], esi
	mov dword ptr [rbp - 4], 0
	mov dword ptr [rbp - 8], 0
	jmp 2f
1:
	mov eax, [rbp - 8]
	cdqe
	lea rdx, [rax*4]
	mov rax, [rbp - 24]
	add rax, rdx
	mov eax, [rax]
	add [rbp - 4], eax
	add dword ptr [rbp - 8], 1
2:
	mov eax, [rbp - 8]
	cmp eax, [rbp - 28]
	jl 1b
	mov eax, [rbp - 4]
	pop rbp
	ret
	.size f, . - f
	.globl f_twin
	.type f_twin, %function
f_twin:
	push rbp
	mov rbp, rsp
	sub rsp, 16
	mov [rbp - 8], rdi
	call g
	mov rdx, [rbp - 8]
	lea rcx, [rdx + rax*4]
	mov eax, [rcx]
	imul eax, [rcx + 4]
	add eax, [rdx]
	leave
	ret
	.size f_twin, . - f_twin
