# expect: none
# The twins of chase.s: loads that wait for no earlier load, or enough chains side by side.
	.intel_syntax noprefix
	.macro func name
	.globl \name
	.type \name, @function
\name:
	.endm
	.macro endf name
	.size \name, . - \name
	.endm

	func list # an array of the same nodes
	xor eax, eax
list_loop:
	add rax, [rdi + 8]
	add rdi, 16
	cmp rdi, rsi
	jne list_loop
	ret
	endf list

	func skip_level # the list's head is loaded anew each time, and is no link
	xor eax, eax
skip_level_loop:
	mov rdx, [rdi + rsi*8 + 16]
	add rax, [rdx + rcx*8]
	inc rcx
	cmp rcx, r8
	jne skip_level_loop
	ret
	endf skip_level

	func link_array # one level of indices only
	xor eax, eax
	xor ecx, ecx
link_array_loop:
	mov esi, [rdi + rcx*4]
	add eax, [rdx + rsi*4]
	inc rcx
	cmp rcx, r8
	jne link_array_loop
	ret
	endf link_array

	func hash_chain # two chains that are followed side by side, with work beside them
	xor eax, eax
hash_chain_loop:
	add eax, [r8 + rsi*4]
	add eax, [r8 + rdx*4]
	mov r9d, esi
	imul r9d, r9d, 7
	xor eax, r9d
	mov r10d, edx
	imul r10d, r10d, 7
	xor eax, r10d
	mov r11d, eax
	shr r11d, 3
	xor eax, r11d
	mov esi, [rdi + rsi*4]
	mov edx, [rdi + rdx*4]
	dec ecx
	jne hash_chain_loop
	ret
	endf hash_chain

	func find_root # the loaded value is compared only
	xor eax, eax
find_root_loop:
	mov ecx, [rdi + rax*4]
	inc rax
	cmp ecx, esi
	jne find_root_loop
	ret
	endf find_root

	func records # of one size
	xor eax, eax
records_loop:
	movzx ecx, byte ptr [rdi]
	add rax, rcx
	add rdi, 24
	cmp rdi, rsi
	jb records_loop
	ret
	endf records

	func automaton # a table, but its index is the byte alone; the state is computed
	xor eax, eax
automaton_loop:
	movzx ecx, byte ptr [rdi]
	shl eax, 1
	xor al, [rdx + rcx]
	inc rdi
	cmp rdi, rsi
	jne automaton_loop
	ret
	endf automaton

	func table_crc # four inputs side by side
table_crc_loop:
	movzx r10d, byte ptr [rdi]
	xor r10d, eax
	shr eax, 8
	movzx r10d, r10b
	xor eax, [rdx + r10*4]
	movzx r10d, byte ptr [rdi + 512]
	xor r10d, ecx
	shr ecx, 8
	movzx r10d, r10b
	xor ecx, [rdx + r10*4]
	movzx r10d, byte ptr [rdi + 1024]
	xor r10d, r8d
	shr r8d, 8
	movzx r10d, r10b
	xor r8d, [rdx + r10*4]
	movzx r10d, byte ptr [rdi + 1536]
	xor r10d, r9d
	shr r9d, 8
	movzx r10d, r10b
	xor r9d, [rdx + r10*4]
	inc rdi
	cmp rdi, rsi
	jne table_crc_loop
	ret
	endf table_crc

	func lower_bound # where to go on is decided by a branch: the next load need not wait
lower_bound_loop:
	mov rcx, rsi
	shr rcx
	lea r8, [rdi + rcx*8]
	sub rsi, rcx
	cmp [r8], rdx
	jae 1f
	mov rdi, r8
1:
	cmp rsi, 1
	ja lower_bound_loop
	mov rax, rdi
	ret
	endf lower_bound

	func busy_list # the base is written back, not loaded
	xor eax, eax
busy_list_loop:
	mov rcx, [rdi]
	lea rdi, [rdi + rsi]
	add rax, [rcx]
	cmp rdi, rdx
	jne busy_list_loop
	ret
	endf busy_list

	func calling_list # what the call brings is not known to come from memory
	push rbx
	mov rbx, rdi
calling_list_loop:
	mov rdi, [rbx + 8]
	call visit
	mov rbx, rax
	test rbx, rbx
	jne calling_list_loop
	pop rbx
	ret
	endf calling_list

	# a compare-and-swap that is tried again
	func tree
	mov rax, [rdi]
tree_loop:
	mov rcx, [rax]
	lock cmpxchg [rdi], rcx
	jne tree_loop
	ret
	endf tree
	.section .note.GNU-stack,"",@progbits
