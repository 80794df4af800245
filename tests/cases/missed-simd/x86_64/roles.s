# expect: none
# What only starts, finishes or replaces a vector loop is never reported. Twin: roles_twin.s.
# loop: peeled peeled_start role=prologue vector_bits=0
# loop: peeled peeled_wide role=vector-main vector_bits=128
# loop: peeled peeled_rest role=remainder vector_bits=0
# loop: chosen chosen_wide role=vector-main vector_bits=256
# loop: chosen chosen_scalar role=fallback vector_bits=0
# loop: epilogue epilogue_wide role=vector-main vector_bits=256
# loop: epilogue epilogue_narrow role=remainder vector_bits=128
# loop: epilogue epilogue_rest role=remainder vector_bits=0
# loop: both both_wide role=vector-main vector_bits=512
# loop: both both_scalar role=remainder
# loop: spilled spilled_rest role=remainder
	.intel_syntax noprefix
	.macro func name
	.globl \name
	.type \name, @function
\name:
	.endm
	.macro endf name
	.size \name, . - \name
	.endm

# Elements up to an aligned address, vectors, the rest.
	func peeled
	lea r8, [rdi + rsi*4]
peeled_start:
	test rdi, 15
	je 1f
	add dword ptr [rdi], 7
	add rdi, 4
	cmp rdi, r8
	jne peeled_start
	ret
1:
	lea r9, [r8 - 16]
peeled_wide:
	movdqa xmm0, [rdi]
	paddd xmm0, xmm1
	movdqa [rdi], xmm0
	add rdi, 16
	cmp rdi, r9
	jbe peeled_wide
	cmp rdi, r8
	je 2f
peeled_rest:
	add dword ptr [rdi], 7
	add rdi, 4
	cmp rdi, r8
	jne peeled_rest
2:
	ret
	endf peeled

# A check for overlap chooses between a vector loop and a scalar one.
	func chosen
	mov rax, rdi
	sub rax, rdx
	cmp rax, 32
	jb 1f
	xor ecx, ecx
chosen_wide:
	vmovdqu ymm0, [rdx + rcx]
	vpaddd ymm0, ymm0, ymm1
	vmovdqu [rdi + rcx], ymm0
	add rcx, 32
	cmp rcx, rsi
	jne chosen_wide
	vzeroupper
	ret
1:
	xor ecx, ecx
chosen_scalar:
	mov eax, [rdx + rcx]
	add eax, 7
	mov [rdi + rcx], eax
	add rcx, 4
	cmp rcx, rsi
	jne chosen_scalar
	ret
	endf chosen

# Wide vectors, narrower ones, single elements.
	func epilogue
	xor ecx, ecx
	mov r8, rsi
	and r8, -32
	je 1f
epilogue_wide:
	vmovdqu ymm0, [rdi + rcx]
	vpaddb ymm0, ymm0, ymm1
	vmovdqu [rdi + rcx], ymm0
	add rcx, 32
	cmp rcx, r8
	jne epilogue_wide
1:
	mov r9, rsi
	and r9, -16
	cmp rcx, r9
	je 2f
epilogue_narrow:
	vmovdqu xmm0, [rdi + rcx]
	vpaddb xmm0, xmm0, xmm1
	vmovdqu [rdi + rcx], xmm0
	add rcx, 16
	cmp rcx, r9
	jne epilogue_narrow
2:
	cmp rcx, rsi
	je 3f
epilogue_rest:
	add byte ptr [rdi + rcx], 7
	inc rcx
	cmp rcx, rsi
	jne epilogue_rest
3:
	vzeroupper
	ret
	endf epilogue

# One scalar loop serves both as remainder and behind the check of the trip count, as clang writes it.
	func both
	xor ecx, ecx
	cmp rsi, 16
	jb both_scalar
	mov rcx, rsi
	and rcx, -16
	xor eax, eax
both_wide:
	vmovups zmm0, [rdi + rax*4]
	vmulps zmm0, zmm0, zmm1
	vmovups [rdi + rax*4], zmm0
	add rax, 16
	cmp rcx, rax
	jne both_wide
	cmp rcx, rsi
	je 1f
both_scalar:
	vmulss xmm0, xmm1, [rdi + rcx*4]
	vmovss [rdi + rcx*4], xmm0
	inc rcx
	cmp rsi, rcx
	jne both_scalar
1:
	vzeroupper
	ret
	endf both

# The rest starts at a number that was spilled.
	func spilled
	sub rsp, 24
	mov rcx, rsi
	and rcx, -4
	mov [rsp + 8], rcx
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
