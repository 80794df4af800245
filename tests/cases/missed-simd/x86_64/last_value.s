# What a condition chose last, read only behind the loop: the last index at which the condition held tells which one it
# is, and compilers vectorise that. Twin: last_value_twin.s.
# expect: last_index loop=last_index_loop
# loop: last_index last_index_loop role=main blockers=none
# expect: last_place loop=last_place_loop
# loop: last_place last_place_loop role=main blockers=none
# expect: any loop=any_loop
# loop: any any_loop role=main blockers=none
	.text
	.globl last_index
	.type last_index, @function
last_index:
	mov $-1, %eax
	xor %edx, %edx
	pxor %xmm0, %xmm0
last_index_loop:
	ucomiss (%rdi,%rdx,4), %xmm0
	cmova %edx, %eax
	inc %rdx
	cmp %rsi, %rdx
	jne last_index_loop
	ret
	.size last_index, . - last_index

	.globl last_place
	.type last_place, @function
last_place: # the same by a branch
	xor %eax, %eax
	lea (%rdi,%rsi), %rdx
last_place_loop:
	cmpb $10, (%rdi)
	je 2f
1:	inc %rdi
	cmp %rdx, %rdi
	jne last_place_loop
	ret
2:	mov %rdi, %rax
	jmp 1b
	.size last_place, . - last_place

	.globl any
	.type any, @function
any:
	xor %eax, %eax
	mov $1, %r8d
any_loop:
	cmp (%rdi), %edx
	cmove %r8d, %eax
	add $4, %rdi
	cmp %rsi, %rdi
	jne any_loop
	ret
	.size any, . - any
