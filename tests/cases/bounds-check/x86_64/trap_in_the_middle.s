# expect: f kind=bounds severity=high at=check loop=head
# expect: f kind=overflow severity=low at=sum loop=head
# LLVM's trap mode: ud1 carries its reason in a displacement (18: out of bounds, 0: overflow of an addition), and code
# follows it: what capstone leaves of its bytes must not be taken for the next instruction.
	.intel_syntax noprefix
	.globl f
	.type f, @function
f:
	xor eax, eax
	xor ecx, ecx
	jmp head
1:
	ud1 eax, [eax + 18]
2:
	ud1 eax, [eax]
head:
	mov r8d, [rsi + rcx*4]
	cmp r8d, 63
check:
	ja 1b
	add eax, [rdi + r8*4]
sum:
	jo 2b
	inc rcx
	cmp rdx, rcx
	jne head
	ret
	.size f, . - f
