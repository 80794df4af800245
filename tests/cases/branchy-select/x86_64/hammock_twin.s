# expect: none
# Branches that are no choice between cheap values, or that do not depend on loaded data: twins of hammock.s.
	.intel_syntax noprefix
	.macro func name
	.globl \name
	.type \name, @function
\name:
	.endm
	.macro endf name
	.size \name, . - \name
	.endm

# maximum: the condition does not change in the loop; the loop could be split by it.
	func invariant
	xor eax, eax
	xor ecx, ecx
1:
	mov edx, [rdi + rcx*4]
	cmp r8d, r9d
	jle 2f
	mov eax, edx
2:
	inc rcx
	cmp rcx, rsi
	jne 1b
	ret
	endf invariant

# maximum: the condition is a flag in memory that the loop does not walk over.
	func invariant_flag
	xor eax, eax
	xor ecx, ecx
1:
	mov edx, [rdi + rcx*4]
	cmp dword ptr [r8], 0
	je 2f
	add eax, edx
2:
	inc rcx
	cmp rcx, rsi
	jne 1b
	ret
	endf invariant_flag

# maximum: first iteration only.
	func first_iteration
	xor eax, eax
	xor ecx, ecx
1:
	mov edx, [rdi + rcx*4]
	test rcx, rcx
	jne 2f
	mov eax, edx
2:
	inc rcx
	cmp rcx, rsi
	jne 1b
	ret
	endf first_iteration

# maximum: the last iteration is told by the trip count.
	func last_iteration
	xor eax, eax
	lea r8, [rsi - 1]
	xor ecx, ecx
1:
	mov edx, [rdi + rcx*4]
	cmp rcx, r8
	jne 2f
	neg edx
2:
	add eax, edx
	inc rcx
	cmp rcx, rsi
	jne 1b
	ret
	endf last_iteration

# diamond: an arm with a division.
	func divides
	xor r8d, r8d
	xor ecx, ecx
1:
	mov eax, [rdi + rcx*4]
	test eax, eax
	js 2f
	xor edx, edx
	div r9d
2:
	add r8d, eax
	inc rcx
	cmp rcx, rsi
	jne 1b
	mov eax, r8d
	ret
	endf divides

# double_minimum: an arm with a square root.
	func square_root
	pxor xmm1, xmm1
	xor ecx, ecx
1:
	movsd xmm0, [rdi + rcx*8]
	ucomisd xmm0, xmm1
	jbe 2f
	sqrtsd xmm0, xmm0
2:
	addsd xmm2, xmm0
	inc rcx
	cmp rcx, rsi
	jne 1b
	movapd xmm0, xmm2
	ret
	endf square_root

# diamond: an arm with a call.
	func calls
	push rbx
	push rbp
	push r12
	mov rbx, rdi
	mov rbp, rsi
	xor r12d, r12d
1:
	mov edi, [rbx]
	test edi, edi
	js 2f
	call weigh
	mov edi, eax
2:
	add r12d, edi
	add rbx, 4
	dec rbp
	jne 1b
	mov eax, r12d
	pop r12
	pop rbp
	pop rbx
	ret
	endf calls

# stores_on_both: only one way stores.
	func stores_on_one
	xor ecx, ecx
1:
	mov edx, [rdi + rcx*4]
	cmp edx, 255
	jg 2f
	mov [rsi + rcx*4], edx
2:
	inc rcx
	cmp rcx, r8
	jne 1b
	ret
	endf stores_on_one

# stores_on_both: to different places.
	func stores_apart
	xor ecx, ecx
1:
	mov edx, [rdi + rcx*4]
	cmp edx, 255
	jg 2f
	mov [rsi + rcx*4], edx
	jmp 3f
2:
	mov [r9 + rcx*4], edx
3:
	inc rcx
	cmp rcx, r8
	jne 1b
	ret
	endf stores_apart

# stores_again: the earlier store is narrower, and the arm's goes beyond it.
	func stores_wider
	xor ecx, ecx
1:
	mov edx, [rdi + rcx*4]
	mov [rsi + rcx*4], edx
	cmp edx, 255
	jle 2f
	mov qword ptr [rsi + rcx*4], 255
2:
	inc rcx
	cmp rcx, r8
	jne 1b
	ret
	endf stores_wider

# stores_again: this iteration has only loaded from there; the page may not be writable, another thread may write.
	func only_loaded
	xor ecx, ecx
1:
	mov edx, [rdi + rcx*4]
	cmp edx, 255
	jle 2f
	mov dword ptr [rdi + rcx*4], 255
2:
	inc rcx
	cmp rcx, r8
	jne 1b
	ret
	endf only_loaded

# loads_again: from elsewhere; that load may fault.
	func loads_elsewhere
	xor eax, eax
	xor ecx, ecx
1:
	cmp dword ptr [rdi + rcx*4], 0
	jle 2f
	add eax, [r8 + rcx*4]
2:
	inc rcx
	cmp rcx, rsi
	jne 1b
	ret
	endf loads_elsewhere

# Partition: the branch decides whether two elements change places.
	func partition
	xor eax, eax
	xor ecx, ecx
1:
	mov r8d, [rdi + rcx*4]
	cmp r8d, edx
	jge 2f
	mov r9d, [rdi + rax*4]
	mov [rdi + rax*4], r8d
	mov [rdi + rcx*4], r9d
	inc rax
2:
	inc rcx
	cmp rcx, rsi
	jne 1b
	ret
	endf partition

# The branch leaves the loop: a search.
	func leaves
	xor eax, eax
1:
	mov r8d, [rdi + rax*4]
	cmp r8d, edx
	je 2f
	inc rax
	cmp rax, rsi
	jne 1b
2:
	ret
	endf leaves

# A bounds check.
	func checked
	push rax
	xor eax, eax
	xor ecx, ecx
1:
	mov r8, [rdx + rcx*8]
	cmp r8, rsi
	jae 2f
	add eax, [rdi + r8*4]
	inc rcx
	cmp rcx, r9
	jne 1b
	pop rdx
	ret
2:
	call abort
	endf checked

# A bounds check in one arm.
	func checked_arm
	push rax
	xor eax, eax
	xor ecx, ecx
1:
	mov r8d, [rdx + rcx*4]
	test r8d, r8d
	js 3f
	cmp r8d, esi
	jae 2f
	add eax, r8d
3:
	inc rcx
	cmp rcx, r9
	jne 1b
	pop rdx
	ret
2:
	call abort
	endf checked_arm

# copied_latch: one arm has an exit of its own, by a count that no load goes into.
	func leaves_from_one_arm
	xor eax, eax
	xor ecx, ecx
1:
	mov edx, [rdi + rcx*4]
	test edx, edx
	js 2f
	inc rax
	cmp rax, r8
	je 3f
2:
	inc rcx
	cmp rcx, rsi
	jne 1b
3:
	ret
	endf leaves_from_one_arm

# carried_exit: each arm leaves by what was loaded.
	func leaves_by_data
	xor eax, eax
	xor r8d, r8d
	jmp 1f
2:
	inc r8
	cmp edx, 13
	je 3f
	add rdi, 4
	jmp 1f
1:
	mov edx, [rdi]
	test edx, edx
	js 4f
	jmp 2b
4:
	inc rax
	cmp edx, -13
	je 3f
	add rdi, 4
	jmp 1b
3:
	sub rax, r8
	ret
	endf leaves_by_data

# chain: each way computes five values; as many selects cost more than they save.
	func five_values
	xor ecx, ecx
1:
	mov edx, [rdi + rcx*4]
	test edx, edx
	js 2f
	inc rax
	add r8d, edx
	sub r9d, edx
	xor r10d, edx
	or r11d, edx
	jmp 3f
2:
	dec rax
	sub r8d, edx
	add r9d, edx
	or r10d, edx
	xor r11d, edx
3:
	inc rcx
	cmp rcx, rsi
	jne 1b
	add rax, r8
	add rax, r9
	add rax, r10
	add rax, r11
	ret
	endf five_values

# The branch lies around the inner loop, not in it.
	func outer
	xor eax, eax
1:
	xor ecx, ecx
	mov edx, [rdi]
	test edx, edx
	js 3f
	inc eax
3:
	xor r8d, r8d
2:
	add eax, [r9 + r8*4]
	inc r8
	cmp r8, r10
	jne 2b
	add rdi, 4
	dec rsi
	jne 1b
	ret
	endf outer

# Nothing is chosen: what the arm computes is dead.
	func nothing
	xor eax, eax
	xor ecx, ecx
1:
	mov edx, [rdi + rcx*4]
	add eax, edx
	test edx, edx
	js 2f
	mov r8d, 1
2:
	xor r8d, r8d
	inc rcx
	cmp rcx, rsi
	jne 1b
	ret
	endf nothing
