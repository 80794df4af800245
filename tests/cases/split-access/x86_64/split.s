# expect: stride24 kind=line loop=stride24_loop at=stride24_load confidence=high
# expect: wide48 kind=line loop=wide48_loop
# expect: shifted kind=line loop=shifted_loop
# expect: frame kind=line loop=frame_loop severity=low
# expect: page kind=page loop=page_loop severity=medium
# expect: halves kind=forwarding loop=none at=halves_load severity=low confidence=high cost=any
# expect: bytes_in_loop kind=forwarding loop=bytes_in_loop_loop severity=high
# expect: into_vector kind=forwarding loop=none
# expect: part_only kind=forwarding loop=none
# expect: doubtful kind=forwarding loop=none confidence=medium
# expect: earlier_iteration kind=forwarding loop=earlier_iteration_loop at=earlier_iteration_load
# expect: short_loop kind=forwarding loop=none at=short_loop_load
# Accesses that no alignment keeps within lines, and loads that stores cannot feed. Each has its twin in split_twin.s.
	.intel_syntax noprefix
	.macro func name
	.globl \name
	.type \name, @function
\name:
	.endm
	.macro endf name
	.size \name, . - \name
	.endm

	func stride24
stride24_loop:
stride24_load:
	movupd xmm1, [rdi]
	addpd xmm0, xmm1
	add rdi, 24
	cmp rdi, rsi
	jne stride24_loop
	ret
	endf stride24

	func wide48 # 32 bytes at a stride of 48
wide48_loop:
	vaddps ymm0, ymm0, [rdi]
	add rdi, 48
	cmp rdi, rsi
	jne wide48_loop
	vzeroupper
	ret
	endf wide48

	func shifted # whichever of the two is aligned, the other one is not
shifted_loop:
	movups xmm1, [rdi]
	movups xmm2, [rdi + 4]
	addps xmm0, xmm1
	addps xmm0, xmm2
	add rdi, 16
	cmp rdi, rsi
	jne shifted_loop
	ret
	endf shifted

	func frame # aligned to 64, and 56 behind that
	push rbp
	mov rbp, rsp
	and rsp, -64
	sub rsp, 4096
	mov rdi, rsp
	call fill
	lea rdx, [rsp + 56]
	lea rcx, [rsp + 3128]
frame_loop:
	movups xmm1, [rdx]
	addps xmm0, xmm1
	add rdx, 64
	cmp rdx, rcx
	jne frame_loop
	leave
	ret
	endf frame

	func page # aligned to 4096, and 4088 behind that, page after page
	push rbp
	mov rbp, rsp
	and rsp, -4096
	sub rsp, 1048576
	mov rdi, rsp
	call fill
	lea rdx, [rsp + 4088]
	lea rcx, [rsp + 823288]
page_loop:
	movups xmm1, [rdx]
	addps xmm0, xmm1
	add rdx, 4096
	cmp rdx, rcx
	jne page_loop
	leave
	ret
	endf page

	func halves
	mov [rdi], esi
	mov [rdi + 4], edx
halves_load:
	mov rax, [rdi]
	ret
	endf halves

	func bytes_in_loop
	xor eax, eax
bytes_in_loop_loop:
	mov [rdi], sil
	mov [rdi + 1], dl
	mov [rdi + 2], cl
	mov [rdi + 3], r8b
	add eax, [rdi]
	add rdi, 4
	cmp rdi, r9
	jne bytes_in_loop_loop
	ret
	endf bytes_in_loop

	func into_vector
	mov [rsp - 16], rdi
	mov [rsp - 8], rsi
	movdqa xmm0, [rsp - 16]
	ret
	endf into_vector

	func part_only # the other half was there before
	mov [rdi + 8], rsi
	movdqu xmm0, [rdi]
	ret
	endf part_only

	func doubtful # [rcx] may be [rdi]
	mov [rdi], esi
	mov [rdi + 4], edx
	mov qword ptr [rcx], 0
	mov rax, [rdi]
	ret
	endf doubtful

	func earlier_iteration # reads what the last two iterations stored
	xor eax, eax
earlier_iteration_loop:
earlier_iteration_load:
	add rax, [rdi - 8]
	mov [rdi], esi
	add rdi, 4
	cmp rdi, rdx
	jne earlier_iteration_loop
	ret
	endf earlier_iteration

	func short_loop # eight bytes, one by one
	xor ecx, ecx
1:
	movzx eax, byte ptr [rsi + rcx]
	mov al, [rdx + rax]
	mov [rdi + rcx], al
	inc rcx
	cmp rcx, 8
	jne 1b
short_loop_load:
	mov rax, [rdi]
	ret
	endf short_loop
	.section .note.GNU-stack,"",@progbits
