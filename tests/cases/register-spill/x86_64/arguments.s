# expect: g_twin kind=general severity=low loop=none
# spills: outgoing stores=0 reloads=0
# spills: incoming stores=0 reloads=0
# spills: pushed stores=0 reloads=0
# spills: g_twin stores=1 reloads=1
# Outgoing stack arguments, by mov and by push with pops that give the room back; incoming ones that are loaded in a loop.
# The twin stores an incoming argument to the function's own frame and loads it from there.
	.intel_syntax noprefix
	.text
	.globl outgoing
	.type outgoing, %function
outgoing:
	sub rsp, 24
	mov [rsp], rdi
	mov [rsp + 8], rsi
	call g
	add rsp, 24
	ret
	.size outgoing, . - outgoing
	.globl incoming
	.type incoming, %function
incoming:
	xor eax, eax
1:
	add rax, [rsp + 8]
	add rax, [rsp + 16]
	dec rdi
	jne 1b
	ret
	.size incoming, . - incoming
	.globl pushed
	.type pushed, %function
pushed:
	push r14
	push rdi
	call g
	pop rdx
	pop rcx
	ret
	.size pushed, . - pushed
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
