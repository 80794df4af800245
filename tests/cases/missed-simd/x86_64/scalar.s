# Loops with nothing in them that forbids vectors.
# expect: add loop=add_loop severity=high confidence=high
# loop: add add_loop role=main blockers=none vector_bits=0
# expect: sum loop=sum_loop
# loop: sum sum_loop role=main blockers=none
# expect: count loop=count_loop
# loop: count count_loop blockers=none
# expect: eight_later loop=eight_later_loop
# loop: eight_later eight_later_loop blockers=none
# expect: gap_free loop=gap_free_loop
# expect: backwards loop=backwards_loop
# loop: backwards backwards_loop blockers=none
# expect: both_ways loop=both_ways_loop
# loop: both_ways both_ways_loop blockers=none
# expect: floats loop=floats_loop
# loop: floats floats_loop vector_bits=0 blockers=none
# expect: fabs loop=fabs_loop
# loop: fabs fabs_loop vector_bits=0 blockers=none
# expect: unrolled loop=unrolled_loop
# loop: unrolled unrolled_loop role=main blockers=none
# loop: unrolled unrolled_rest role=remainder
# expect: nest loop=inner_loop
# loop: nest outer_loop depth=1 innermost=no
# loop: nest inner_loop depth=2 innermost=yes blockers=none
# expect: branchy_minimum loop=branchy_minimum_loop
# expect: own_counts loop=own_counts_loop severity=medium confidence=low
# expect: same_count loop=same_count_loop severity=high confidence=high
# expect: two_exits loop=two_exits_loop severity=high confidence=medium
# loop: two_exits two_exits_loop blockers=none
	.intel_syntax noprefix
	.macro func name
	.globl \name
	.type \name, @function
\name:
	.endm
	.macro endf name
	.size \name, . - \name
	.endm

	func add
	xor ecx, ecx
add_loop:
	mov eax, [rdi + rcx*4]
	add eax, [rdx + rcx*4]
	mov [rdi + rcx*4], eax
	inc rcx
	cmp rcx, rsi
	jne add_loop
	ret
	endf add

	func sum
	xor eax, eax
	xor ecx, ecx
sum_loop:
	movzx edx, byte ptr [rdi + rcx]
	add eax, edx
	inc rcx
	cmp rcx, rsi
	jne sum_loop
	ret
	endf sum

# A sum of conditions, by way of a flag.
	func count
	xor eax, eax
	xor ecx, ecx
count_loop:
	xor r8d, r8d
	cmp [rdi + rcx], dl
	sete r8b
	add eax, r8d
	inc rcx
	cmp rcx, rsi
	jne count_loop
	ret
	endf count

# What is stored is loaded again, but eight elements later.
	func eight_later
	xor ecx, ecx
eight_later_loop:
	mov eax, [rdi + rcx*4]
	add eax, 3
	mov [rdi + rcx*4 + 32], eax
	inc rcx
	cmp rcx, rsi
	jne eight_later_loop
	ret
	endf eight_later

# Pairs: a stride of two elements, both of them touched.
	func gap_free
	xor ecx, ecx
gap_free_loop:
	mov eax, [rdi + rcx*8]
	mov r8d, [rdi + rcx*8 + 4]
	add eax, 1
	sub r8d, 1
	mov [rdx + rcx*8], eax
	mov [rdx + rcx*8 + 4], r8d
	inc rcx
	cmp rcx, rsi
	jne gap_free_loop
	ret
	endf gap_free

# One place is stored and loaded in the same iteration, and the walk goes down: nothing is carried.
	func backwards
backwards_loop:
	mov eax, [rdi + rsi*4 - 4]
	add eax, 3
	mov [rdi + rsi*4 - 4], eax
	dec rsi
	jne backwards_loop
	ret
	endf backwards

# Each way stores: a choice of values, no conditional store.
	func both_ways
	xor ecx, ecx
both_ways_loop:
	mov eax, [rdi + rcx*4]
	test eax, eax
	jle 1f
	mov [rdx + rcx*4], eax
	jmp 2f
1:
	mov dword ptr [rdx + rcx*4], 0
2:
	inc rcx
	cmp rcx, rsi
	jne both_ways_loop
	ret
	endf both_ways

# Scalar floating point in vector registers.
	func floats
	xor ecx, ecx
floats_loop:
	movss xmm1, [rdi + rcx*4]
	mulss xmm1, xmm0
	addss xmm1, [rdx + rcx*4]
	movss [rdx + rcx*4], xmm1
	inc rcx
	cmp rcx, rsi
	jne floats_loop
	ret
	endf floats

# The absolute value and the negation of a scalar are packed instructions.
	func fabs
	xor ecx, ecx
	movapd xmm2, [rip + mask]
fabs_loop:
	movsd xmm1, [rdi + rcx*8]
	andpd xmm1, xmm2
	xorps xmm1, [rip + sign]
	movsd [rdi + rcx*8], xmm1
	inc rcx
	cmp rcx, rsi
	jne fabs_loop
	ret
	endf fabs

# Two elements in each iteration, and the last one behind.
	func unrolled
	mov r8, rsi
	and r8, -2
	xor ecx, ecx
	cmp rsi, 2
	jb 1f
unrolled_loop:
	add dword ptr [rdi + rcx*4], 7
	add dword ptr [rdi + rcx*4 + 4], 7
	add rcx, 2
	cmp rcx, r8
	jne unrolled_loop
1:
	cmp rcx, rsi
	je 2f
unrolled_rest:
	add dword ptr [rdi + rcx*4], 7
	inc rcx
	cmp rcx, rsi
	jne unrolled_rest
2:
	ret
	endf unrolled

# Only the innermost loop is judged.
	func nest
outer_loop:
	xor ecx, ecx
inner_loop:
	mov eax, [rdi + rcx*4]
	xor eax, edx
	mov [rdi + rcx*4], eax
	inc rcx
	cmp rcx, rsi
	jne inner_loop
	add rdi, r9
	dec r8
	jne outer_loop
	ret
	endf nest

# A minimum by branches computes, too.
	func branchy_minimum
	mov eax, 0x7fffffff
branchy_minimum_loop:
	mov edx, [rdi]
	cmp edx, eax
	jge 1f
	mov eax, edx
1:
	add rdi, 4
	cmp rdi, rsi
	jne branchy_minimum_loop
	ret
	endf branchy_minimum

# Each element is shifted by a count of its own, which SSE2 cannot do.
	func own_counts
	xor eax, eax
	xor ecx, ecx
own_counts_loop:
	movzx edx, byte ptr [rdi]
	shl rdx, cl
	add rax, rdx
	add rcx, 8
	inc rdi
	cmp rcx, rsi
	jb own_counts_loop
	ret
	endf own_counts

	func same_count
	mov ecx, edx
	xor eax, eax
same_count_loop:
	mov edx, [rdi + rax*4]
	shl edx, cl
	mov [rdi + rax*4], edx
	inc rax
	cmp rax, rsi
	jb same_count_loop
	ret
	endf same_count

# Two exits, both by counts.
	func two_exits
	xor eax, eax
two_exits_loop:
	mov r8d, [rdi + rax*4]
	add r8d, r9d
	mov [rdi + rax*4], r8d
	inc rax
	cmp rax, rsi
	je 1f
	sub rdx, 2
	ja two_exits_loop
1:
	ret
	endf two_exits

	.section .rodata
	.balign 16
mask:	.quad 0x7fffffffffffffff, 0
sign:	.quad 0x8000000000000000, 0
