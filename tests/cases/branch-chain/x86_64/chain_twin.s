# expect: none
# Two compares; two and one of them again; three of different values; three
# with what is no constant; of bits; of a counter; without branches; with
# other work between; outside of a loop; a jump table.
	.intel_syntax noprefix
	.text
	.macro func name
	.globl \name
	.type \name, %function
\name:
	xor ecx, ecx
	.endm
	.macro endf name
\name\()_next:
	inc rcx
	cmp rcx, rsi
	jne \name\()_loop
	ret
	.size \name, . - \name
	.endm

	func two
two_loop:
	movzx eax, byte ptr [rdi + rcx]
	cmp al, 10
	je 1f
	cmp al, 34
	jne two_next
1:
	inc qword ptr [rdx]
	endf two

# A compare with two branches is one.
	func three_ways
three_ways_loop:
	movzx eax, byte ptr [rdi + rcx]
	cmp al, 10
	je 1f
	ja 2f
	cmp al, 3
	jne three_ways_next
1:
	inc qword ptr [rdx]
	jmp three_ways_next
2:
	inc qword ptr [rdx + 8]
	endf three_ways

# The same constant again is no third case.
	func once_more
once_more_loop:
	movzx eax, byte ptr [rdi + rcx]
	cmp al, 60
	je 1f
	test r8b, r8b
	jne 1f
	nop
1:
	cmp al, 60
	je 2f
	cmp al, 57
	jne once_more_next
2:
	inc qword ptr [rdx]
	endf once_more

	func different
different_loop:
	movzx eax, byte ptr [rdi + rcx*4]
	movzx r8d, byte ptr [rdi + rcx*4 + 1]
	movzx r9d, byte ptr [rdi + rcx*4 + 2]
	cmp al, 10
	je 1f
	cmp r8b, 34
	je 1f
	cmp r9b, 92
	jne different_next
1:
	inc qword ptr [rdx]
	endf different

	func variables
variables_loop:
	mov eax, [rdi + rcx*4]
	cmp eax, r8d
	je 1f
	cmp eax, r9d
	je 1f
	cmp eax, r10d
	jne variables_next
1:
	inc qword ptr [rdx]
	endf variables

	func bits
bits_loop:
	mov eax, [rdi + rcx*4]
	test al, 1
	jne 1f
	test al, 2
	jne 1f
	test al, 8
	je bits_next
1:
	inc qword ptr [rdx]
	endf bits

	func counter
counter_loop:
	cmp rcx, 3
	je 1f
	cmp rcx, 70
	je 1f
	cmp rcx, 900
	jne counter_next
1:
	inc qword ptr [rdx]
	endf counter

	func branch_free
branch_free_loop:
	movzx eax, byte ptr [rdi + rcx]
	xor r8d, r8d
	cmp al, 10
	sete r8b
	xor r9d, r9d
	cmp al, 34
	sete r9b
	or r8d, r9d
	xor r9d, r9d
	cmp al, 92
	sete r9b
	or r8d, r9d
	je branch_free_next
	inc qword ptr [rdx]
	endf branch_free

# Each test is followed by work of its own.
	func work
work_loop:
	movzx eax, byte ptr [rdi + rcx]
	cmp al, 10
	je 1f
	mov [rdx], rcx
	cmp al, 34
	je 1f
	mov [rdx + 8], rcx
	cmp al, 92
	jne work_next
1:
	inc qword ptr [rdx + 16]
	endf work

	.globl no_loop
	.type no_loop, %function
no_loop:
	cmp edi, 10
	je 1f
	cmp edi, 34
	je 1f
	cmp edi, 92
	je 1f
	xor eax, eax
	ret
1:
	mov eax, 1
	ret
	.size no_loop, . - no_loop

	func table
	lea r9, [rip + jump_table]
table_loop:
	movzx eax, byte ptr [rdi + rcx]
	cmp eax, 2
	ja table_next
	movsxd rax, dword ptr [r9 + rax*4]
	add rax, r9
	jmp rax
table_0:
	inc qword ptr [rdx]
	jmp table_next
table_1:
	inc qword ptr [rdx + 8]
	jmp table_next
table_2:
	inc qword ptr [rdx + 16]
	endf table
	.section .rodata
	.p2align 2
jump_table:
	.long table_0 - jump_table
	.long table_1 - jump_table
	.long table_2 - jump_table
