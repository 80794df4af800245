# expect: none
# The twins of stride.s: enough of each line is used, or so few lines are touched that it does not matter.
	.intel_syntax noprefix
	.macro func name
	.globl \name
	.type \name, @function
\name:
	.endm
	.macro endf name
	.size \name, . - \name
	.endm

	func field # 16 bytes of 32, in four fields
	xor eax, eax
field_loop:
	add eax, [rdi]
	add eax, [rdi + 8]
	add eax, [rdi + 12]
	add eax, [rdi + 24]
	add rdi, 32
	cmp rdi, rsi
	jne field_loop
	ret
	endf field

	func two_fields # the rest of the record is written
	xor eax, eax
two_fields_loop:
	mov ecx, [rdi]
	add rax, rcx
	mov [rdi + 8], rax
	movups [rdi + 16], xmm0
	movups [rdi + 32], xmm0
	movups [rdi + 48], xmm0
	add rdi, 64
	cmp rdi, rsi
	jne two_fields_loop
	ret
	endf two_fields

	func unrolled # neighbours, four at a time
	xor eax, eax
unrolled_loop:
	add eax, [rdi]
	add eax, [rdi + 4]
	add eax, [rdi + 8]
	add eax, [rdi + 12]
	add rdi, 16
	cmp rdi, rsi
	jne unrolled_loop
	ret
	endf unrolled

	func plane # a tile of eight rows: its lines are still there for the next column
	lea r8, [rdi + 32]
plane_outer:
	mov rcx, rdi
	mov edx, 8
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

	func column # along the row, the stride in a register for the loop around
	lea r10, [rdx*4]
	mov r11, rsi
column_outer:
	lea r8, [rdi + r10]
	mov rcx, rdi
	xor eax, eax
column_loop:
	add eax, [rcx]
	add rcx, 4
	cmp rcx, r8
	jne column_loop
	mov [r9], eax
	add r9, 4
	add rdi, r10
	dec r11
	jne column_outer
	ret
	endf column

	func column_unrolled # 32 bytes of each row
	lea r10, [rdx*8]
	lea r8, [rdi + r10]
column_unrolled_outer:
	mov rcx, rdi
	mov r12, rsi
	pxor xmm0, xmm0
	pxor xmm1, xmm1
column_unrolled_loop:
	movupd xmm2, [rcx]
	movupd xmm3, [rcx + 16]
	addpd xmm0, xmm2
	addpd xmm1, xmm3
	add rcx, r10
	dec r12
	jne column_unrolled_loop
	movupd [r9], xmm0
	movupd [r9 + 16], xmm1
	add r9, 32
	add rdi, 32
	cmp rdi, r8
	jne column_unrolled_outer
	ret
	endf column_unrolled

	func vector_step # by a register that nothing scales: a cursor's direction, say
	xor eax, eax
vector_step_loop:
	movzx ecx, byte ptr [rdi]
	add eax, ecx
	add rdi, rdx
	cmp rdi, rsi
	jne vector_step_loop
	ret
	endf vector_step

	func backwards # a call in the loop may use the rest of the record
	push rbx
	push rbp
	mov rbx, rdi
	mov rbp, rsi
backwards_loop:
	movzx esi, word ptr [rbx]
	mov rdi, rbx
	call visit
	sub rbx, 24
	cmp rbx, rbp
	jne backwards_loop
	pop rbp
	pop rbx
	ret
	endf backwards

	func own_frame # a table of the function's own, which lies in the first-level cache
	sub rsp, 4104
	mov rdi, rsp
	call fill
	lea rcx, [rsp + 4096]
	mov rdx, rsp
	xor eax, eax
own_frame_loop:
	add eax, [rdx]
	add rdx, 32
	cmp rdx, rcx
	jne own_frame_loop
	add rsp, 4104
	ret
	endf own_frame

	func written # stores alone
written_loop:
	mov dword ptr [rdi], 0
	add rdi, 64
	cmp rdi, rsi
	jne written_loop
	ret
	endf written

	func two_arrays # fields of one record by two pointers, perhaps
	xor eax, eax
two_arrays_loop:
	add rax, [rdi]
	add rax, [rdx]
	add rax, [rcx]
	add rdi, 32
	add rdx, 32
	add rcx, 32
	cmp rdi, rsi
	jne two_arrays_loop
	ret
	endf two_arrays

	func mirrored # two elements in turn: the distance from the end, and from that again
	shl rsi, 3
	xor eax, eax
	xor ecx, ecx
mirrored_loop:
	add rax, [rdi + rcx]
	mov r8, rsi
	sub r8, rcx
	mov rcx, r8
	dec rdx
	jne mirrored_loop
	ret
	endf mirrored
	.section .note.GNU-stack,"",@progbits
