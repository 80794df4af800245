# expect: field kind=structure loop=field_loop at=field_load confidence=high severity=medium cost=none
# expect: two_fields kind=structure loop=two_fields_loop
# expect: unrolled kind=structure loop=unrolled_loop
# expect: plane kind=column loop=plane_loop confidence=medium
# expect: column kind=column loop=column_loop confidence=medium
# expect: column_unrolled kind=column loop=column_unrolled_loop confidence=medium
# expect: vector_step kind=column loop=vector_step_loop confidence=low
# expect: backwards kind=structure loop=backwards_loop
# expect: column_from_end kind=column loop=column_from_end_loop confidence=medium
# Loops that use few bytes of each line. Each has its twin in stride_twin.s.
	.intel_syntax noprefix
	.macro func name
	.globl \name
	.type \name, @function
\name:
	.endm
	.macro endf name
	.size \name, . - \name
	.endm

	func field # 4 bytes of 32
	xor eax, eax
field_loop:
field_load:
	add eax, [rdi + 8]
	add rdi, 32
	cmp rdi, rsi
	jne field_loop
	ret
	endf field

	func two_fields # 4 and 8 bytes of 64
	xor eax, eax
two_fields_loop:
	mov ecx, [rdi]
	add rax, [rdi + 40]
	add rax, rcx
	add rdi, 64
	cmp rdi, rsi
	jne two_fields_loop
	ret
	endf two_fields

	func unrolled # 4 bytes of 48, four at a time
	xor eax, eax
unrolled_loop:
	add eax, [rdi]
	add eax, [rdi + 48]
	add eax, [rdi + 96]
	add eax, [rdi + 144]
	add rdi, 192
	cmp rdi, rsi
	jne unrolled_loop
	ret
	endf unrolled

	func plane # a constant row of 4096 bytes; the loop around goes on by one element
	lea r8, [rdi + 4096]
plane_outer:
	mov rcx, rdi
	mov edx, esi
	xor eax, eax
plane_loop:
	add eax, [rcx]
	add rcx, 4096
	dec edx
	jne plane_loop
	mov [r9], eax
	add r9, 4
	add rdi, 4
	cmp rdi, r8
	jne plane_outer
	ret
	endf plane

	func column # the row's length in a register
	lea r10, [rdx*4]
	lea r8, [rdi + r10]
column_outer:
	mov rcx, rdi
	mov r11, rsi
	xor eax, eax
column_loop:
	add eax, [rcx]
	add rcx, r10
	dec r11
	jne column_loop
	mov [r9], eax
	add r9, 4
	add rdi, 4
	cmp rdi, r8
	jne column_outer
	ret
	endf column

	func column_unrolled
	lea r10, [rdx*8]
	mov rbx, rdx
	shl rbx, 5
	lea r11, [r10 + r10*2]
	lea r8, [rdi + r10]
column_unrolled_outer:
	mov rcx, rdi
	mov r12, rsi
	pxor xmm0, xmm0
column_unrolled_loop:
	addsd xmm0, [rcx]
	addsd xmm0, [rcx + r10]
	addsd xmm0, [rcx + r10*2]
	addsd xmm0, [rcx + r11]
	add rcx, rbx
	dec r12
	jne column_unrolled_loop
	movsd [r9], xmm0
	add r9, 8
	add rdi, 8
	cmp rdi, r8
	jne column_unrolled_outer
	ret
	endf column_unrolled

	func vector_step # one loop alone: the stride may as well be 1
	pxor xmm0, xmm0
	shl rdx, 3
vector_step_loop:
	addsd xmm0, [rdi]
	add rdi, rdx
	dec rsi
	jne vector_step_loop
	ret
	endf vector_step

	func backwards
	xor eax, eax
backwards_loop:
	movzx ecx, word ptr [rdi - 24]
	sub rdi, 24
	add eax, ecx
	cmp rdi, rsi
	jne backwards_loop
	ret
	endf backwards

	func column_from_end # columns of floats, row length 1024 bytes; each starts at its end less the whole
	lea rcx, [rdi + rsi]
	lea r8, [rdi + rsi + 1024]
column_from_end_outer:
	mov rax, rcx
	pxor xmm0, xmm0
	sub rax, rsi
column_from_end_loop:
	addss xmm0, [rax]
	add rax, 1024
	cmp rax, rcx
	jne column_from_end_loop
	add rcx, 4
	movss [rdx], xmm0
	add rdx, 4
	cmp rcx, r8
	jne column_from_end_outer
	ret
	endf column_from_end
	.section .note.GNU-stack,"",@progbits
