# The same with stores that cannot reach what is loaded: elements behind their header, the own frame, other fields; and
# a flag that the loop waits for, which some store may set.
# expect: header kind=invariant
# expect: frame kind=invariant
# expect: fields kind=invariant
	.text

	.globl header
	.type header, @function
header:
	xor %eax, %eax
1:
	mov (%rdi), %ecx
	mov %ecx, 8(%rdi,%rax,4)
	inc %rax
	cmp %rax, %rsi
	jne 1b
	ret
	.size header, . - header

	.globl frame
	.type frame, @function
frame:
	sub $0x88, %rsp
	xor %eax, %eax
1:
	mov (%rdi), %ecx
	mov %cl, (%rsp,%rax)
	inc %rax
	cmp %rax, %rsi
	jne 1b
	movzbl (%rsp,%rdx), %eax
	add $0x88, %rsp
	ret
	.size frame, . - frame

	.globl fields
	.type fields, @function
fields:
1:
	mov 8(%rdi), %ecx
	mov %ecx, 4(%rdi)
	dec %rsi
	jne 1b
	ret
	.size fields, . - fields

	.globl flag
	.type flag, @function
flag:
1:
	movb $1, (%rsi)
	inc %rsi
	cmpb $0, (%rdi)
	je 1b
	ret
	.size flag, . - flag
