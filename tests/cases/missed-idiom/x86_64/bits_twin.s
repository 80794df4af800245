# Nearly the same: shifts that do not add up to the width, two values, a byte used twice or out of order, a store that may
# write what is loaded next, bytes with a gap, bytes of two values, a load in between that may read what is stored.
# expect: none
	.text
	.globl not_whole
	.type not_whole, @function
not_whole:
	mov %edi, %eax
	shl $5, %eax
	shr $26, %edi
	or %edi, %eax
	ret
	.size not_whole, . - not_whole

	.globl two_values
	.type two_values, @function
two_values:
	mov %edi, %eax
	shl $5, %eax
	shr $27, %esi
	or %esi, %eax
	ret
	.size two_values, . - two_values

	.globl wrong_count
	.type wrong_count, @function
wrong_count:
	mov %esi, %ecx
	mov %edi, %eax
	shl %cl, %eax
	not %ecx
	shr %cl, %edi
	or %edi, %eax
	ret
	.size wrong_count, . - wrong_count

	.globl arithmetic
	.type arithmetic, @function
arithmetic:
	mov %edi, %eax
	shl $5, %eax
	sar $27, %edi
	or %edi, %eax
	ret
	.size arithmetic, . - arithmetic

	.globl disorder
	.type disorder, @function
disorder:
	movzbl 1(%rdi), %eax
	movzbl (%rdi), %ecx
	shl $16, %eax
	shl $24, %ecx
	or %ecx, %eax
	movzbl 3(%rdi), %ecx
	shl $8, %ecx
	or %ecx, %eax
	movzbl 2(%rdi), %ecx
	or %ecx, %eax
	ret
	.size disorder, . - disorder

	.globl stored_between
	.type stored_between, @function
stored_between:
	movzbl (%rdi), %eax
	movb $0, (%rsi)
	movzbl 1(%rdi), %ecx
	shl $8, %ecx
	or %ecx, %eax
	ret
	.size stored_between, . - stored_between

	.globl used_elsewhere
	.type used_elsewhere, @function
used_elsewhere:
	movzbl (%rdi), %eax
	movzbl 1(%rdi), %ecx
	mov %ecx, (%rsi)
	shl $8, %ecx
	or %ecx, %eax
	ret
	.size used_elsewhere, . - used_elsewhere

	.globl gap
	.type gap, @function
gap:
	mov %esi, %eax
	mov %al, (%rdi)
	shr $8, %eax
	mov %al, 2(%rdi)
	ret
	.size gap, . - gap

	.globl of_two
	.type of_two, @function
of_two:
	mov %sil, (%rdi)
	shr $8, %edx
	mov %dl, 1(%rdi)
	ret
	.size of_two, . - of_two

	.globl loaded_between
	.type loaded_between, @function
loaded_between:
	mov %esi, %eax
	mov %al, (%rdi)
	movzbl (%rdx), %ecx
	shr $8, %eax
	mov %al, 1(%rdi)
	mov %ecx, %eax
	ret
	.size loaded_between, . - loaded_between

	.globl rotates
	.type rotates, @function
rotates:
	mov %edi, %eax
	rol $5, %eax
	ret
	.size rotates, . - rotates

	.globl swaps
	.type swaps, @function
swaps:
	mov (%rdi), %eax
	bswap %eax
	ret
	.size swaps, . - swaps
