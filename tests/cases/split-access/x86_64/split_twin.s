# expect: none
# The twins of split.s: some alignment keeps them whole, or the stores can feed the loads, or have long drained.
	.intel_syntax noprefix
	.macro func name
	.globl \name
	.type \name, @function
\name:
	.endm
	.macro endf name
	.size \name, . - \name
	.endm

	func stride24 # scalars: half of them would do, but they are no vectors
stride24_loop:
	movsd xmm1, [rdi + 4]
	addsd xmm0, xmm1
	add rdi, 24
	cmp rdi, rsi
	jne stride24_loop
	ret
	endf stride24

	func wide48 # 16 bytes at a stride of 48: aligned ones cross nothing
wide48_loop:
	movups xmm1, [rdi]
	addps xmm0, xmm1
	add rdi, 48
	cmp rdi, rsi
	jne wide48_loop
	ret
	endf wide48

	func shifted # a whole vector apart
shifted_loop:
	movups xmm1, [rdi]
	movups xmm2, [rdi + 16]
	addps xmm0, xmm1
	addps xmm0, xmm2
	add rdi, 32
	cmp rdi, rsi
	jne shifted_loop
	ret
	endf shifted

	func frame # aligned to 64, and 48 behind that
	push rbp
	mov rbp, rsp
	and rsp, -64
	sub rsp, 4096
	mov rdi, rsp
	call fill
	lea rdx, [rsp + 48]
	lea rcx, [rsp + 3120]
frame_loop:
	movups xmm1, [rdx]
	addps xmm0, xmm1
	add rdx, 64
	cmp rdx, rcx
	jne frame_loop
	leave
	ret
	endf frame

	func page # nothing is known of where it starts
page_loop:
	movups xmm1, [rdi]
	addps xmm0, xmm1
	add rdi, 4096
	cmp rdi, rsi
	jne page_loop
	ret
	endf page

	func halves # one store of both
	shl rdx, 32
	mov eax, esi
	or rdx, rax
	mov [rdi], rdx
	mov rax, [rdi]
	ret
	endf halves

	func bytes_in_loop # loaded as they are stored
	xor eax, eax
bytes_in_loop_loop:
	mov [rdi], sil
	mov [rdi + 1], dl
	movzx ecx, byte ptr [rdi]
	add eax, ecx
	movzx ecx, byte ptr [rdi + 1]
	add eax, ecx
	add rdi, 2
	cmp rdi, r9
	jne bytes_in_loop_loop
	ret
	endf bytes_in_loop

	func into_vector # a wide store over the narrow ones
	mov [rsp - 16], rdi
	mov [rsp - 8], rsi
	movdqa [rsp - 16], xmm1
	movdqa xmm0, [rsp - 16]
	ret
	endf into_vector

	func part_only # beside it
	mov [rdi + 16], rsi
	movdqu xmm0, [rdi]
	ret
	endf part_only

	func doubtful # a call in between: the stores have drained, or were overwritten
	push rbx
	mov rbx, rdi
	mov [rdi], esi
	mov [rdi + 4], edx
	call visit
	mov rax, [rbx]
	pop rbx
	ret
	endf doubtful

	func earlier_iteration # what it reads lies ahead of what it stores
	xor eax, eax
earlier_iteration_loop:
	mov [rdi], esi
	add rax, [rdi + 8]
	add rdi, 4
	cmp rdi, rdx
	jne earlier_iteration_loop
	ret
	endf earlier_iteration

	func short_loop # a loop that may turn any number of times
	mov r9, rdi
1:
	movzx eax, byte ptr [rsi]
	mov al, [rdx + rax]
	mov [r9], al
	inc r9
	inc rsi
	cmp rsi, r8
	jne 1b
	mov rax, [rdi]
	ret
	endf short_loop

	func few # so few iterations that all may fit between two lines
	lea rsi, [rdi + 48]
few_loop:
	movupd xmm1, [rdi]
	addpd xmm0, xmm1
	add rdi, 24
	cmp rdi, rsi
	jne few_loop
	ret
	endf few

	func choice # only one of the ways leads past the stores
	test esi, esi
	je 1f
	mov [rdi], esi
	mov [rdi + 4], edx
1:
	mov rax, [rdi]
	ret
	endf choice
	.section .note.GNU-stack,"",@progbits
