# expect: none
# One loop for each thing that forbids vectors, and nothing else in it. Twins of scalar.s.
# loop: call call_loop role=main blockers=call vector_bits=0
# loop: recurrence recurrence_loop role=main blockers=recurrence
# loop: memory_recurrence memory_recurrence_loop role=main blockers=recurrence
# loop: fp_order fp_order_loop role=main blockers=fp-order vector_bits=0
# loop: gather gather_loop role=main blockers=gather
# loop: scatter scatter_loop role=main blockers=scatter
# loop: conditional_store conditional_store_loop role=main blockers=conditional-store
# loop: searches searches_loop role=main blockers=data-dependent-exit
# loop: division division_loop role=main blockers=division
# loop: atomic atomic_loop role=main blockers=volatile-or-atomic
# loop: unknown_stride unknown_stride_loop role=main blockers=unknown-stride
# loop: list list_loop role=main
# loop: substitution substitution_loop role=main blockers=recurrence vector_bits=0
# loop: traps traps_loop role=main blockers=data-dependent-exit
# loop: wide_product wide_product_loop role=main blockers=none
	.intel_syntax noprefix
	.macro func name
	.globl \name
	.type \name, @function
\name:
	.endm
	.macro endf name
	.size \name, . - \name
	.endm

	func call
	push rbx
	push rbp
	mov rbx, rdi
	lea rbp, [rdi + rsi*4]
call_loop:
	mov edi, [rbx]
	call weigh
	mov [rbx], eax
	add rbx, 4
	cmp rbx, rbp
	jne call_loop
	pop rbp
	pop rbx
	ret
	endf call

	func recurrence
	xor eax, eax
	lea rsi, [rdi + rsi*4]
recurrence_loop:
	imul eax, eax, 31
	add eax, [rdi]
	add rdi, 4
	cmp rdi, rsi
	jne recurrence_loop
	ret
	endf recurrence

# Each element is stored from the one before, which is loaded again.
	func memory_recurrence
	xor ecx, ecx
memory_recurrence_loop:
	mov eax, [rdi + rcx*4]
	add eax, 3
	mov [rdi + rcx*4 + 4], eax
	inc rcx
	cmp rcx, rsi
	jne memory_recurrence_loop
	ret
	endf memory_recurrence

	func fp_order
	pxor xmm0, xmm0
	xor ecx, ecx
fp_order_loop:
	addsd xmm0, [rdi + rcx*8]
	inc rcx
	cmp rcx, rsi
	jne fp_order_loop
	ret
	endf fp_order

	func gather
	xor eax, eax
	xor ecx, ecx
gather_loop:
	mov r8d, [rdi + rcx*4]
	add eax, [rdx + r8*4]
	inc rcx
	cmp rcx, rsi
	jne gather_loop
	ret
	endf gather

	func scatter
	xor ecx, ecx
scatter_loop:
	mov r8d, [rdi + rcx*4]
	mov r9d, [r10 + rcx*4]
	mov [rdx + r8*4], r9d
	inc rcx
	cmp rcx, rsi
	jne scatter_loop
	ret
	endf scatter

	func conditional_store
	xor ecx, ecx
conditional_store_loop:
	mov eax, [rdi + rcx*4]
	test eax, eax
	jle 1f
	mov [rdx + rcx*4], eax
1:
	inc rcx
	cmp rcx, rsi
	jne conditional_store_loop
	ret
	endf conditional_store

	func searches
	xor eax, eax
searches_loop:
	cmp [rdi + rax*4], edx
	je 1f
	inc rax
	cmp rax, rsi
	jne searches_loop
1:
	ret
	endf searches

	func division
	xor ecx, ecx
division_loop:
	mov eax, [rdi + rcx*4]
	xor edx, edx
	div dword ptr [r8 + rcx*4]
	mov [r9 + rcx*4], eax
	inc rcx
	cmp rcx, rsi
	jne division_loop
	ret
	endf division

	func atomic
	xor ecx, ecx
atomic_loop:
	mov eax, [rdi + rcx*4]
	lock add [rdx], eax
	inc rcx
	cmp rcx, rsi
	jne atomic_loop
	ret
	endf atomic

	func unknown_stride
	xor eax, eax
unknown_stride_loop:
	add eax, [rdi]
	add rdi, rdx
	dec rsi
	jne unknown_stride_loop
	ret
	endf unknown_stride

	func list
	xor eax, eax
list_loop:
	add eax, [rdi + 8]
	mov rdi, [rdi]
	test rdi, rdi
	jne list_loop
	ret
	endf list

# Products of 128 bits: no blocker, but no packed form either.
	func wide_product
	mov r8, rdx
	xor ecx, ecx
wide_product_loop:
	mov rax, [rdi + rcx*8]
	mul r8
	mov [rsi], rax
	mov [rsi + 8], rdx
	add rsi, 16
	inc rcx
	cmp rcx, r9
	jne wide_product_loop
	ret
	endf wide_product

# x[i] = (x[i] - l[i] * x[i-1]) / u[i]: the result goes on in another register, copied whole, which is no SIMD work.
	func substitution
	movsd xmm0, [rdi]
	mov eax, 1
substitution_loop:
	mulsd xmm0, [rsi + rax*8]
	movsd xmm1, [rdi + rax*8]
	subsd xmm1, xmm0
	divsd xmm1, [rdx + rax*8]
	movsd [rdi + rax*8], xmm1
	inc rax
	movapd xmm0, xmm1
	cmp rcx, rax
	jne substitution_loop
	ret
	endf substitution

# The exit leads to a trap, but when it is taken depends on the data all the same.
	func traps
	xor eax, eax
traps_loop:
	add eax, [rdi]
	jo 1f
	add rdi, 4
	cmp rdi, rsi
	jne traps_loop
	ret
1:
	ud2
	endf traps
