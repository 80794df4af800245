# A store that may be to the same bytes forces the load: a byte through another pointer.
# expect: table kind=may-alias at=table_load confidence=medium sink=bytes
# expect: bound kind=may-alias at=bound_load
# expect: again kind=may-alias at=again_load
	.text

	.globl table
	.type table, @function
table:
	xor %eax, %eax
1:
	movzbl (%rdx,%rax), %r8d
table_load:
	mov (%rdi), %r9
	movzbl (%r9,%r8), %r8d
	mov %r8b, (%rsi,%rax)
	inc %rax
	cmp %rax, %rcx
	jne 1b
	ret
	.size table, . - table

	.globl bound
	.type bound, @function
bound:
	xor %eax, %eax
1:
	movb $0, (%rsi,%rax)
	inc %rax
bound_load:
	cmp 8(%rdi), %rax
	jb 1b
	ret
	.size bound, . - bound

	.globl again
	.type again, @function
again:
1:
	mov (%rdx), %eax
	mov %eax, (%rdi)
again_load:
	mov (%rdx), %eax
	shl %eax
	mov %eax, (%rsi)
	add $4, %rdx
	add $4, %rdi
	add $4, %rsi
	dec %rcx
	jne 1b
	ret
	.size again, . - again
