# Bits counted under masks, with and without a sign of a CPU that has popcnt; halving steps; a de Bruijn sequence.
# expect: plain kind=bit-count at=plain_and severity=low confidence=medium
# expect: modern kind=bit-count at=modern_and confidence=high
# expect: steps kind=leading-zeros at=steps_first
# expect: selects kind=leading-zeros at=selects_first
# expect: bruijn kind=trailing-zeros at=bruijn_mul
	.text
	.globl plain
	.type plain, @function
plain:
	mov %edi, %eax
	shr %edi
plain_and:
	and $0x55555555, %edi
	sub %edi, %eax
	mov %eax, %edx
	shr $2, %eax
	and $0x33333333, %edx
	and $0x33333333, %eax
	add %edx, %eax
	mov %eax, %edx
	shr $4, %edx
	add %edx, %eax
	and $0x0f0f0f0f, %eax
	imul $0x01010101, %eax, %eax
	shr $24, %eax
	ret
	.size plain, . - plain

	.globl modern
	.type modern, @function
modern:
	popcnt %esi, %ecx
	mov %edi, %eax
	shr %edi
modern_and:
	and $0x55555555, %edi
	sub %edi, %eax
	mov %eax, %edx
	shr $2, %eax
	and $0x33333333, %edx
	and $0x33333333, %eax
	add %edx, %eax
	mov %eax, %edx
	shr $4, %edx
	add %edx, %eax
	and $0x0f0f0f0f, %eax
	imul $0x01010101, %eax, %eax
	shr $24, %eax
	add %ecx, %eax
	ret
	.size modern, . - modern

	.globl steps
	.type steps, @function
steps:
	xor %edx, %edx
	cmp $0xffff, %edi
	seta %dl
	shl $4, %edx
	mov %edx, %ecx
steps_first:
	shr %cl, %edi
	xor %ecx, %ecx
	cmp $0xff, %edi
	seta %cl
	shl $3, %ecx
	shr %cl, %edi
	or %ecx, %edx
	xor %ecx, %ecx
	cmp $0xf, %edi
	seta %cl
	shl $2, %ecx
	shr %cl, %edi
	or %ecx, %edx
	lea (%rdx,%rdi), %eax
	ret
	.size steps, . - steps

	.globl selects
	.type selects, @function
selects:
	mov %edi, %eax
	shl $16, %eax
	cmp $0x10000, %edi
selects_first:
	cmovae %edi, %eax
	mov %eax, %ecx
	shl $8, %ecx
	cmp $0x1000000, %eax
	cmovae %eax, %ecx
	mov %ecx, %eax
	shl $4, %eax
	cmp $0x10000000, %ecx
	cmovae %ecx, %eax
	ret
	.size selects, . - selects

	.globl bruijn
	.type bruijn, @function
bruijn:
	mov %edi, %eax
	neg %eax
	and %edi, %eax
bruijn_mul:
	imul $0x077cb531, %eax, %eax
	shr $27, %eax
	movzbl (%rsi,%rax), %eax
	ret
	.size bruijn, . - bruijn
