# expect: f kind=general severity=low loop=none
# spills: f stores=1 reloads=1
# spills: f_twin stores=0 reloads=0
# clang makes room for a slot by a push of rax, and gives it back by a pop of whatever is free, also before a tail call. The
# twin only makes a full fence out of the room.
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
	push rax
	mov dword ptr [rsp + 4], esi
	call g
	mov esi, dword ptr [rsp + 4]
	mov edi, eax
	pop rax
	jmp h
	.size f, . - f
	.globl f_twin
	.type f_twin, %function
f_twin:
	push rbx
	mov rbx, rdi
	call g
	lock or qword ptr [rsp], 0
	mov [rbx], rax
	pop rbx
	ret
	.size f_twin, . - f_twin
