# expect: f kind=general severity=high
# spills: f stores=2 reloads=3
# spills: f_twin stores=0 reloads=0
# A folded operand is a reload; a read-modify-write is one store and one reload; a store of an immediate to a slot that also
# holds a register counts as its traffic. The twin only ever holds constants there: nothing was spilled.
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
	sub rsp, 24
	mov [rsp + 8], rdi
1:
	add rax, [rsp + 8]
	add [rsp + 8], rdx
	dec rsi
	jne 1b
	cmp qword ptr [rsp + 8], 0
	sete al
	add rsp, 24
	ret
	.size f, . - f
	.globl f_twin
	.type f_twin, %function
f_twin:
	sub rsp, 24
	mov dword ptr [rsp + 8], 5
	test esi, esi
	je 2f
	mov dword ptr [rsp + 8], 6
2:
	call g
	mov eax, [rsp + 8]
	add rsp, 24
	ret
	.size f_twin, . - f_twin
