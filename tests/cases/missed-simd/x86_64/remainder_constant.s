# Behind a vector loop of a constant trip count: the copy starts at one constant or another, by whether the vector loop
# ran (an overlap check leaves it out). Twin: remainder_constant_twin.s.
# expect: none
# loop: chosen chosen_wide role=vector-main
# loop: chosen chosen_rest role=remainder blockers=none
# loop: named named_wide role=vector-main
# loop: named named_rest role=remainder blockers=none
# loop: rows rows_wide role=vector-main
# loop: rows rows_short role=fallback blockers=none
	.text
	.globl chosen
	.type chosen, @function
chosen: # rdi[i] = rdi[i + m] + rsi[i], 31999 times
	xor %ecx, %ecx
	lea (,%rdx,4), %rax
	neg %rax
	cmp $16, %rax
	jb 1f
	lea (%rdi,%rdx,4), %r8
	xor %eax, %eax
chosen_wide:
	movups (%r8,%rax,4), %xmm0
	movups (%rsi,%rax,4), %xmm1
	addps %xmm0, %xmm1
	movups %xmm1, (%rdi,%rax,4)
	add $4, %rax
	cmp $31996, %rax
	jne chosen_wide
	mov $31996, %ecx
1:	lea (,%rcx,4), %eax
	lea (%rdi,%rax), %r9
	add %rax, %rsi
chosen_rest:
	movss (%r9,%rdx,4), %xmm0
	addss (%rsi), %xmm0
	movss %xmm0, (%r9)
	add $4, %r9
	add $4, %rsi
	inc %rcx
	cmp $31999, %rcx
	jne chosen_rest
	ret
	.size chosen, . - chosen

# Two addresses of one variable, each from its own relocation: only the symbol says that they are one memory.
	.globl named
	.type named, @function
named:
	mov %edi, %eax
	lea 16+table(%rip), %rdx
	lea table(%rip), %rcx
	mov $255, %r8d
	sub %rax, %r8
	cmp $8, %r8
	jb 2f
	mov %r8d, %r9d
	and $0xf8, %r9d
	lea (%rdx,%rax,4), %rdx
	lea (%rax,%r9), %rax
	xor %r10d, %r10d
named_wide:
	movups -16(%rdx,%r10,4), %xmm1
	mulps %xmm0, %xmm1
	movups %xmm1, -16(%rdx,%r10,4)
	add $4, %r10
	cmp %r10, %r9
	jne named_wide
2:	shl $2, %rax
named_rest:
	movss (%rax,%rcx), %xmm1
	mulss %xmm0, %xmm1
	movss %xmm1, (%rax,%rcx)
	add $4, %rax
	cmp $1020, %rax
	jne named_rest
	ret
	.size named, . - named

# Rows of falling length: short ones branch off before the vector loop, in a loop around the one that the long ones have.
	.globl rows
	.type rows, @function
rows: # rdi: row, rsi: its length
	jmp rows_next
rows_long:
	mov %rsi, %rcx
	shr $2, %rcx
	shl $4, %rcx
	xor %eax, %eax
rows_wide:
	movups (%rdi,%rax), %xmm1
	mulps %xmm0, %xmm1
	movups %xmm1, (%rdi,%rax)
	add $16, %rax
	cmp %rcx, %rax
	jne rows_wide
	add $1024, %rdi
	dec %rsi
	cmp $3, %rsi
	ja rows_long
	jmp 3f
rows_next:
	cmp $3, %rsi
	ja rows_long
3:	xor %eax, %eax
rows_short:
	movss (%rdi,%rax,4), %xmm1
	mulss %xmm0, %xmm1
	movss %xmm1, (%rdi,%rax,4)
	inc %rax
	cmp %rsi, %rax
	jne rows_short
	add $1024, %rdi
	dec %rsi
	jne rows_next
	ret
	.size rows, . - rows
	.comm table, 1024, 16
