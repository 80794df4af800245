# Scalar loops beside a vector loop that are none of its parts.
# expect: other_memory loop=other_memory_scalar
# loop: other_memory other_memory_wide role=vector-main vector_bits=128
# loop: other_memory other_memory_scalar role=main blockers=none
# expect: second_pass loop=second_pass_scalar
# loop: second_pass second_pass_wide role=vector-main vector_bits=128
# loop: second_pass second_pass_scalar role=main blockers=none
# expect: spilled loop=spilled_rest
# loop: spilled spilled_rest role=main blockers=none
	.intel_syntax noprefix
	.macro func name
	.globl \name
	.type \name, @function
\name:
	.endm
	.macro endf name
	.size \name, . - \name
	.endm

	func other_memory
	xor ecx, ecx
other_memory_wide:
	movdqu xmm0, [rdi + rcx]
	paddd xmm0, xmm1
	movdqu [rdi + rcx], xmm0
	add rcx, 16
	cmp rcx, rsi
	jne other_memory_wide
	xor eax, eax
other_memory_scalar:
	add dword ptr [rdx + rax], 7
	add rax, 4
	cmp rax, r8
	jne other_memory_scalar
	ret
	endf other_memory

	func second_pass
	xor ecx, ecx
second_pass_wide:
	movdqu xmm0, [rdi + rcx]
	paddd xmm0, xmm1
	movdqu [rdi + rcx], xmm0
	add rcx, 16
	cmp rcx, rsi
	jne second_pass_wide
	xor eax, eax
second_pass_scalar:
	add dword ptr [rdi + rax], 7
	add rax, 4
	cmp rax, rsi
	jne second_pass_scalar
	ret
	endf second_pass

# The loop starts at another number that was spilled.
	func spilled
	sub rsp, 24
	mov rcx, rsi
	and rcx, -4
	mov [rsp + 8], rdx
	xor eax, eax
spilled_wide:
	movdqu xmm0, [rdi + rax*4]
	paddd xmm0, xmm1
	movdqu [rdi + rax*4], xmm0
	add rax, 4
	cmp rax, rcx
	jne spilled_wide
	mov r8, [rsp + 8]
	cmp r8, rsi
	je 1f
spilled_rest:
	add dword ptr [rdi + r8*4], 7
	inc r8
	cmp r8, rsi
	jne spilled_rest
1:
	add rsp, 24
	ret
	endf spilled
