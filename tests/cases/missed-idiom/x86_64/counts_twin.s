# Bit reversal, which no instruction does; a hash by multiplication; a multiplier that is no de Bruijn sequence; two steps.
# expect: none
	.text
	.globl reversal
	.type reversal, @function
reversal:
	mov %edi, %eax
	shr %edi
	and $0x55555555, %edi
	and $0x55555555, %eax
	add %eax, %eax
	or %edi, %eax
	mov %eax, %edx
	shr $2, %edx
	and $0x33333333, %edx
	and $0x33333333, %eax
	shl $2, %eax
	or %edx, %eax
	mov %eax, %edx
	shr $4, %edx
	and $0x0f0f0f0f, %edx
	and $0x0f0f0f0f, %eax
	shl $4, %eax
	or %edx, %eax
	ret
	.size reversal, . - reversal

	.globl hash
	.type hash, @function
hash:
	imul $0x077cb531, %edi, %eax
	shr $27, %eax
	movzbl (%rsi,%rax), %eax
	ret
	.size hash, . - hash

	.globl no_sequence
	.type no_sequence, @function
no_sequence:
	mov %edi, %eax
	neg %eax
	and %edi, %eax
	imul $0x077cb530, %eax, %eax
	shr $27, %eax
	movzbl (%rsi,%rax), %eax
	ret
	.size no_sequence, . - no_sequence

	.globl two_steps
	.type two_steps, @function
two_steps:
	mov %edi, %eax
	shl $16, %eax
	cmp $0x10000, %edi
	cmovae %edi, %eax
	mov %eax, %ecx
	shl $8, %ecx
	cmp $0x1000000, %eax
	cmovae %eax, %ecx
	mov %ecx, %eax
	ret
	.size two_steps, . - two_steps
