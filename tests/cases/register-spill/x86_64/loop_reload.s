# expect: f kind=general severity=high at=f_reload loop=f_loop
# spills: f stores=1 reloads=1
# spills: f_twin stores=0 reloads=0
# A register is stored before the loop and loaded in each iteration. The twin stores to the same place and never loads it
# again: a store that nothing reads is no spill.
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
	sub rsp, 24
	mov [rsp + 8], rdi
	xor eax, eax
f_loop:
f_reload:
	mov rcx, [rsp + 8]
	add rax, [rcx + rsi*8]
	dec rsi
	jne f_loop
	add rsp, 24
	ret
	.size f, . - f
	.globl f_twin
	.type f_twin, %function
f_twin:
	sub rsp, 24
	mov [rsp + 8], rdi
	xor eax, eax
1:
	add rax, [rdi + rsi*8]
	dec rsi
	jne 1b
	call g
	add rsp, 24
	ret
	.size f_twin, . - f_twin
