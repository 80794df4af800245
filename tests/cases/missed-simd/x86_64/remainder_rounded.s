# Remainders whose start (n & -8) and whose wide loop's bound (n >> 3 << 5) are computed from n apart, as LLVM 19 and
# gcc -O2 -ftree-vectorize write them; in a nest, where both places are carried by the loop around.
# expect: none
# loop: rounded rounded_wide role=vector-main
# loop: rounded rounded_rest role=remainder
# loop: nest nest_wide role=vector-main
# loop: nest nest_rest role=remainder
	.text
	.globl rounded
	.type rounded, @function
rounded:
	mov %esi, %ecx
	xor %edx, %edx
	xor %eax, %eax
	cmp $8, %esi
	jb rounded_rest
	mov %ecx, %edx
	and $0x7ffffff8, %edx
	mov %ecx, %eax
	shr $3, %eax
	and $0xfffffff, %eax
	shl $5, %rax
	pxor %xmm0, %xmm0
	xor %esi, %esi
rounded_wide:
	movdqu (%rdi,%rsi), %xmm2
	paddd %xmm2, %xmm0
	movdqu 16(%rdi,%rsi), %xmm2
	paddd %xmm2, %xmm1
	add $32, %rsi
	cmp %rsi, %rax
	jne rounded_wide
	paddd %xmm1, %xmm0
	movd %xmm0, %eax
	cmp %ecx, %edx
	je 1f
rounded_rest:
	add (%rdi,%rdx,4), %eax
	inc %rdx
	cmp %rdx, %rcx
	jne rounded_rest
1:	ret
	.size rounded, . - rounded

	.globl nest
	.type nest, @function
nest: # rdi: rows, rsi: n, rdx: destination, rcx: source
	mov %esi, %r8d
	and $0x7ffffffc, %r8d
	lea 16(%rcx), %r9
	lea 16(%rdx), %r11
	mov %esi, %ebx
	shr $2, %ebx
	shl $4, %rbx
nest_rows:
	xor %eax, %eax
	cmp $3, %esi
	jbe nest_rest
	xor %r10d, %r10d
nest_wide:
	movups -16(%r9,%r10), %xmm0
	mulps %xmm1, %xmm0
	movups %xmm0, -16(%r11,%r10)
	add $16, %r10
	cmp %r10, %rbx
	jne nest_wide
	mov %r8, %rax
	cmp %esi, %r8d
	je 2f
nest_rest:
	movss (%rcx,%rax,4), %xmm2
	mulss %xmm1, %xmm2
	movss %xmm2, (%rdx,%rax,4)
	inc %rax
	cmp %rax, %rsi
	jne nest_rest
2:	add %r12, %rcx
	add %r12, %r9
	add %r12, %rdx
	add %r12, %r11
	dec %rdi
	jne nest_rows
	ret
	.size nest, . - nest
