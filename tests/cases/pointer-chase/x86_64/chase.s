# expect: list kind=list loop=list_loop at=list_next severity=medium confidence=high cost=any
# expect: skip_level kind=list loop=skip_level_loop
# expect: link_array kind=index loop=link_array_loop
# expect: hash_chain kind=index loop=hash_chain_loop
# expect: find_root kind=index loop=find_root_loop
# expect: records kind=index loop=records_loop
# expect: automaton kind=state loop=automaton_loop
# expect: table_crc kind=state loop=table_crc_loop
# expect: lower_bound kind=search loop=lower_bound_loop sink=chain
# expect: busy_list kind=list loop=busy_list_loop severity=low
# expect: calling_list kind=list loop=calling_list_loop severity=low confidence=medium cost=none
# expect: tree kind=list loop=tree_loop
# Loads whose addresses come from earlier loads. Each has its twin in chase_twin.s.
	.intel_syntax noprefix
	.macro func name
	.globl \name
	.type \name, @function
\name:
	.endm
	.macro endf name
	.size \name, . - \name
	.endm

	func list
	xor eax, eax
	test rdi, rdi
	je 1f
list_loop:
	add rax, [rdi + 8]
list_next:
	mov rdi, [rdi]
	test rdi, rdi
	jne list_loop
1:
	ret
	endf list

	# x->forward[level], the level fixed
	func skip_level
skip_level_loop:
	mov rax, rdi
	mov rdi, [rdi + rsi*8 + 16]
	test rdi, rdi
	je 1f
	cmp [rdi], rdx
	jb skip_level_loop
1:
	ret
	endf skip_level

	func link_array
	xor eax, eax
link_array_loop:
	inc eax
	mov esi, [rdi + rsi*4]
	cmp esi, edx
	jne link_array_loop
	ret
	endf link_array

	# prev[at & mask], as matchers of LZ77 have it
	func hash_chain
hash_chain_loop:
	mov eax, esi
	and eax, edx
	movzx esi, word ptr [rdi + rax*2]
	cmp esi, ecx
	ja hash_chain_loop
	mov eax, esi
	ret
	endf hash_chain

	func find_root
find_root_loop:
	mov eax, esi
	mov esi, [rdi + rax*4]
	cmp esi, eax
	jne find_root_loop
	ret
	endf find_root

	# each record begins with its length
	func records
	xor eax, eax
records_loop:
	movzx ecx, byte ptr [rdi]
	inc rax
	add rdi, rcx
	cmp rdi, rsi
	jb records_loop
	ret
	endf records

	func automaton
	xor eax, eax
automaton_loop:
	movzx ecx, byte ptr [rdi]
	movzx eax, al
	shl eax, 8
	add rcx, rax
	movzx eax, byte ptr [rdx + rcx]
	inc rdi
	cmp rdi, rsi
	jne automaton_loop
	ret
	endf automaton

	func table_crc
	mov eax, -1
table_crc_loop:
	movzx ecx, byte ptr [rdi]
	inc rdi
	xor ecx, eax
	shr eax, 8
	movzx ecx, cl
	xor eax, [rdx + rcx*4]
	cmp rdi, rsi
	jne table_crc_loop
	ret
	endf table_crc

	func lower_bound
lower_bound_loop:
	mov rcx, rsi
	shr rcx
	lea r8, [rdi + rcx*8]
	cmp [r8], rdx
	cmovb rdi, r8
	sub rsi, rcx
	cmp rsi, 1
	ja lower_bound_loop
	mov rax, rdi
	ret
	endf lower_bound

	# so much work for each node that the chain is not what sets the pace while all is in the cache
	func busy_list
	pxor xmm0, xmm0
	pxor xmm1, xmm1
	pxor xmm2, xmm2
	pxor xmm3, xmm3
busy_list_loop:
	movsd xmm4, [rdi + 8]
	movsd xmm5, [rdi + 16]
	movsd xmm6, [rdi + 24]
	movsd xmm7, [rdi + 32]
	mulsd xmm4, xmm4
	mulsd xmm5, xmm5
	mulsd xmm6, xmm6
	mulsd xmm7, xmm7
	mulsd xmm4, [rdi + 40]
	mulsd xmm5, [rdi + 48]
	mulsd xmm6, [rdi + 56]
	mulsd xmm7, [rdi + 64]
	mulsd xmm4, [rdi + 72]
	mulsd xmm5, [rdi + 80]
	mulsd xmm6, [rdi + 88]
	mulsd xmm7, [rdi + 96]
	addsd xmm0, xmm4
	addsd xmm1, xmm5
	addsd xmm2, xmm6
	addsd xmm3, xmm7
	mov rdi, [rdi]
	test rdi, rdi
	jne busy_list_loop
	addsd xmm0, xmm1
	addsd xmm2, xmm3
	addsd xmm0, xmm2
	ret
	endf busy_list

	func calling_list
	push rbx
	mov rbx, rdi
calling_list_loop:
	mov rdi, [rbx + 8]
	call visit
	mov rbx, [rbx]
	test rbx, rbx
	jne calling_list_loop
	pop rbx
	ret
	endf calling_list

	# both arms load the next node from this one
	func tree
tree_loop:
	cmp [rdi], rsi
	je 3f
	ja 1f
	mov rdi, [rdi + 16]
	test rdi, rdi
	jne tree_loop
	jmp 3f
1:
	mov rdi, [rdi + 8]
	test rdi, rdi
	jne tree_loop
3:
	mov rax, rdi
	ret
	endf tree
	.section .note.GNU-stack,"",@progbits
