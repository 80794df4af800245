# A rotation by a constant and by a register, a byte swap, bytes that are loaded and stored one by one.
# expect: rotate5 kind=rotate at=rotate5_or confidence=high
# expect: rotate_by kind=rotate at=rotate_by_or
# expect: rotate_31 kind=rotate at=rotate_31_or
# expect: swap kind=byte-swap at=swap_or
# expect: little kind=load-combine at=little_or
# expect: big kind=load-combine at=big_or
# expect: split kind=store-split at=split_first
# expect: split_high kind=store-split at=split_high_first
	.text
	.globl rotate5
	.type rotate5, @function
rotate5:
	mov %edi, %eax
	shl $5, %eax
	shr $27, %edi
rotate5_or:
	or %edi, %eax
	ret
	.size rotate5, . - rotate5

	.globl rotate_by
	.type rotate_by, @function
rotate_by:
	mov %esi, %ecx
	mov %edi, %eax
	shl %cl, %eax
	neg %ecx
	shr %cl, %edi
rotate_by_or:
	or %edi, %eax
	ret
	.size rotate_by, . - rotate_by

	.globl rotate_31
	.type rotate_31, @function
rotate_31:
	mov $31, %ecx
	mov %rdi, %rax
	sub %esi, %ecx
	shr %cl, %edi
	shr %edi
	mov %esi, %ecx
	shl %cl, %eax
rotate_31_or:
	or %edi, %eax
	ret
	.size rotate_31, . - rotate_31

	.globl swap
	.type swap, @function
swap:
	mov %edi, %eax
	mov %edi, %ecx
	mov %edi, %edx
	shl $24, %eax
	shr $24, %ecx
	or %ecx, %eax
	mov %edi, %ecx
	and $0xff00, %ecx
	shl $8, %ecx
	or %ecx, %eax
	shr $8, %edx
	and $0xff00, %edx
swap_or:
	or %edx, %eax
	ret
	.size swap, . - swap

	.globl little
	.type little, @function
little:
	movzbl (%rdi), %eax
	movzbl 1(%rdi), %ecx
	shl $8, %ecx
little_or:
	or %ecx, %eax
	ret
	.size little, . - little

	.globl big
	.type big, @function
big:
	movzbl (%rdi), %eax
	movzbl 1(%rdi), %ecx
	shl $24, %eax
	shl $16, %ecx
	or %ecx, %eax
	movzbl 2(%rdi), %ecx
	shl $8, %ecx
	or %ecx, %eax
	movzbl 3(%rdi), %ecx
big_or:
	or %ecx, %eax
	ret
	.size big, . - big

	.globl split
	.type split, @function
split:
	mov %esi, %eax
split_first:
	mov %al, (%rdi)
	shr $8, %eax
	mov %al, 1(%rdi)
	shr $8, %eax
	mov %al, 2(%rdi)
	shr $8, %eax
	mov %al, 3(%rdi)
	ret
	.size split, . - split

	.globl split_high
	.type split_high, @function
split_high:
	mov %esi, %eax
split_high_first:
	mov %al, 1(%rdi)
	mov %ah, (%rdi)
	ret
	.size split_high, . - split_high
