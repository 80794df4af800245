# expect: maximum at=maximum_branch loop=maximum_loop severity=high confidence=high
# expect: diamond at=diamond_branch loop=diamond_loop severity=high
# expect: double_minimum at=double_minimum_branch loop=double_minimum_loop
# expect: stores_on_both at=stores_on_both_branch loop=stores_on_both_loop
# expect: stores_again at=stores_again_branch loop=stores_again_loop
# expect: loads_again at=loads_again_branch loop=loads_again_loop
# expect: copied_latch at=copied_latch_branch loop=copied_latch_loop
# expect: moved_pointer at=moved_pointer_branch loop=moved_pointer_loop
# expect: chain at=chain_branch loop=chain_loop
# expect: shared_tail at=shared_tail_branch loop=shared_tail_loop
# expect: carried_exit at=carried_exit_branch loop=carried_exit_loop
# expect: search at=search_branch loop=search_loop
# Branches that only choose between values. Each has its twin in hammock_twin.s.
	.intel_syntax noprefix
	.macro func name
	.globl \name
	.type \name, @function
\name:
	.endm
	.macro endf name
	.size \name, . - \name
	.endm

	func maximum
	xor eax, eax
	xor ecx, ecx
maximum_loop:
	mov edx, [rdi + rcx*4]
	cmp edx, eax
maximum_branch:
	jle 1f
	mov eax, edx
1:
	inc rcx
	cmp rcx, rsi
	jne maximum_loop
	ret
	endf maximum

	func diamond
	xor eax, eax
	xor ecx, ecx
diamond_loop:
	mov edx, [rdi + rcx*4]
	test edx, edx
diamond_branch:
	js 1f
	add eax, edx
	jmp 2f
1:
	sub eax, edx
2:
	inc rcx
	cmp rcx, rsi
	jne diamond_loop
	ret
	endf diamond

	func double_minimum
	xor ecx, ecx
double_minimum_loop:
	movsd xmm1, [rdi + rcx*8]
	ucomisd xmm0, xmm1
double_minimum_branch:
	jbe 1f
	movapd xmm0, xmm1
1:
	inc rcx
	cmp rcx, rsi
	jne double_minimum_loop
	ret
	endf double_minimum

# Every way stores to the same place.
	func stores_on_both
	xor ecx, ecx
stores_on_both_loop:
	mov edx, [rdi + rcx*4]
	cmp edx, 255
stores_on_both_branch:
	jg 1f
	mov [rsi + rcx*4], edx
	jmp 2f
1:
	mov dword ptr [rsi + rcx*4], 255
2:
	inc rcx
	cmp rcx, r8
	jne stores_on_both_loop
	ret
	endf stores_on_both

# The arm stores to where this iteration has stored already.
	func stores_again
	xor ecx, ecx
stores_again_loop:
	mov edx, [rdi + rcx*4]
	mov [rsi + rcx*4], edx
	cmp edx, 255
stores_again_branch:
	jle 1f
	mov dword ptr [rsi + rcx*4], 255
1:
	inc rcx
	cmp rcx, r8
	jne stores_again_loop
	ret
	endf stores_again

# The arm loads what this iteration has loaded already: it cannot fault.
	func loads_again
	xor eax, eax
	xor ecx, ecx
loads_again_loop:
	cmp dword ptr [rdi + rcx*4], 0
loads_again_branch:
	jle 1f
	add eax, [rdi + rcx*4]
1:
	inc rcx
	cmp rcx, rsi
	jne loads_again_loop
	ret
	endf loads_again

# Each arm ends in a copy of the latch.
	func copied_latch
	xor eax, eax
	xor r8d, r8d
	xor ecx, ecx
	jmp copied_latch_loop
1:
	inc r8
	inc rcx
	cmp rcx, rsi
	je 2f
copied_latch_loop:
	mov edx, [rdi + rcx*4]
	test edx, edx
copied_latch_branch:
	js 1b
	inc rax
	inc rcx
	cmp rcx, rsi
	jne copied_latch_loop
2:
	add rax, r8
	ret
	endf copied_latch

# [rdi] in one arm is [rdi - 8] behind rdi + 8 in the other: a merge, as gcc 12 -O2 writes it.
	func moved_pointer
	xor r9d, r9d
	xor r8d, r8d
	jmp moved_pointer_loop
1:
	mov rax, rcx
	add rdi, 8
	add r9, 1
	mov [rdi - 8], rax
	cmp r10, rdi
	je 2f
moved_pointer_loop:
	mov rcx, [rdx + r9*8]
	mov rax, [rsi + r8*8]
	cmp rcx, rax
moved_pointer_branch:
	jb 1b
	mov [rdi], rax
	add rdi, 8
	add r8, 1
	cmp r10, rdi
	jne moved_pointer_loop
2:
	ret
	endf moved_pointer

# if, else if, else: one finding, at the outermost branch.
	func chain
	xor eax, eax
	xor r8d, r8d
	xor r9d, r9d
	xor ecx, ecx
chain_loop:
	mov edx, [rdi + rcx*4]
	cmp edx, r10d
chain_branch:
	jl 1f
	cmp edx, r11d
	jg 2f
	inc rax
	jmp 3f
1:
	inc r8
	jmp 3f
2:
	inc r9
3:
	inc rcx
	cmp rcx, rsi
	jne chain_loop
	lea rax, [rax + r8*2]
	lea rax, [rax + r9*4]
	ret
	endf chain

# Two of the arms share a tail.
	func shared_tail
	xor eax, eax
	xor ecx, ecx
shared_tail_loop:
	movzx edx, byte ptr [rdi + rcx]
	lea r8d, [rdx - 48]
	cmp r8d, 10
shared_tail_branch:
	jb 2f
	lea r8d, [rdx - 55]
	cmp edx, 97
	jb 2f
	lea r8d, [rdx - 87]
2:
	add eax, r8d
	inc rcx
	cmp rcx, rsi
	jne shared_tail_loop
	ret
	endf shared_tail

# What is chosen is how far to go on, and the copies of the latch test it.
	func carried_exit
	xor eax, eax
	xor ecx, ecx
	jmp carried_exit_loop
1:
	add rax, 1
	add rcx, 1
	cmp rax, rsi
	jae 2f
carried_exit_loop:
	movzx edx, byte ptr [rdi + rax]
	test dl, dl
carried_exit_branch:
	jns 1b
	and edx, 7
	add rax, rdx
	add rcx, 1
	cmp rax, rsi
	jb carried_exit_loop
2:
	mov rax, rcx
	ret
	endf carried_exit

# A binary search: the branch chooses a half.
	func search
	xor eax, eax
search_loop:
	mov rcx, rsi
	shr rcx
	lea r8, [rax + rcx]
	cmp [rdi + r8*4], edx
search_branch:
	jae 1f
	mov rax, r8
1:
	sub rsi, rcx
	cmp rsi, 1
	ja search_loop
	ret
	endf search
