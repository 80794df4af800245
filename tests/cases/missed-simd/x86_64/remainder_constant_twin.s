# Scalar loops behind a vector loop that may be left out, none of them its remainder: from the start again on every way;
# from one place or another, but over other memory; and rows that never go to the vector loop.
# expect: again loop=again_scalar
# loop: again again_wide role=vector-main
# loop: again again_scalar role=main blockers=none
# expect: other loop=other_scalar
# loop: other other_wide role=vector-main
# loop: other other_scalar role=main blockers=none
# expect: rows loop=rows_short
# loop: rows rows_wide role=vector-main
# loop: rows rows_short role=main blockers=none
	.text
	.globl again
	.type again, @function
again: # the sum in eax differs by the way; where the second loop starts does not
	xor %eax, %eax
	test %edx, %edx
	je 1f
	pxor %xmm0, %xmm0
	xor %ecx, %ecx
again_wide:
	movdqu (%rdi,%rcx,4), %xmm1
	paddd %xmm1, %xmm0
	add $4, %rcx
	cmp $4096, %rcx
	jne again_wide
	movd %xmm0, %eax
	xor %ecx, %ecx
	jmp again_scalar
1:	xor %ecx, %ecx
again_scalar:
	mov (%rdi,%rcx,4), %r8d
	xor %r9d, %r8d
	add %r8d, %eax
	mov %r8d, (%rdi,%rcx,4)
	inc %rcx
	cmp $4096, %rcx
	jne again_scalar
	ret
	.size again, . - again

	.globl other
	.type other, @function
other:
	xor %ecx, %ecx
	test %edx, %edx
	je 2f
	xor %eax, %eax
other_wide:
	movups table(%rip), %xmm1
	movups (%rdi,%rax,4), %xmm0
	addps %xmm1, %xmm0
	movups %xmm0, (%rdi,%rax,4)
	add $4, %rax
	cmp $4096, %rax
	jne other_wide
	mov $1, %ecx
2:	lea table(%rip), %r8
other_scalar:
	movss (%r8,%rcx,4), %xmm1
	mulss %xmm2, %xmm1
	movss %xmm1, (%r8,%rcx,4)
	inc %rcx
	cmp $256, %rcx
	jne other_scalar
	ret
	.size other, . - other

	.globl rows
	.type rows, @function
rows:
	test %edx, %edx
	je 3f
rows_long:
	xor %eax, %eax
rows_wide:
	movups (%rdi,%rax), %xmm1
	mulps %xmm0, %xmm1
	movups %xmm1, (%rdi,%rax)
	add $16, %rax
	cmp $1024, %rax
	jne rows_wide
	add $1024, %rdi
	dec %rsi
	jne rows_long
3:	xor %eax, %eax
rows_short:
	movss (%rdi,%rax,4), %xmm1
	subss %xmm0, %xmm1
	movss %xmm1, (%rdi,%rax,4)
	inc %rax
	cmp $256, %rax
	jne rows_short
	dec %edx
	jne rows
	ret
	.size rows, . - rows
	.comm table, 1024, 16
