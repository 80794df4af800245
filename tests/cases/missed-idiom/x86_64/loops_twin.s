# Loops that do more than that, or something else: each set bit is used, the step is two bits, a test of another bit, the
# number of bytes is a parameter or none that a word has, a start that is not zero, a checksum.
# expect: none
	.text
	.globl each_bit
	.type each_bit, @function
each_bit:
each_bit_top:
	bsf %rdi, %rdx
	movl $1, (%rsi,%rdx,4)
	lea -1(%rdi), %rdx
	and %rdx, %rdi
	jne each_bit_top
	ret
	.size each_bit, . - each_bit

# What was the value less two is no lowest bit.
	.globl lowest_moved
	.type lowest_moved, @function
lowest_moved:
	xor %eax, %eax
1:
	lea -2(%rdi), %ecx
	inc %eax
	and %edi, %ecx
	mov %ecx, %edi
	jne 1b
	ret
	.size lowest_moved, . - lowest_moved

	.globl by_two
	.type by_two, @function
by_two:
	xor %eax, %eax
1:
	add $1, %eax
	shr $2, %edi
	jne 1b
	ret
	.size by_two, . - by_two

	.globl other_bit
	.type other_bit, @function
other_bit:
	xor %eax, %eax
1:
	shr %edi
	add $1, %eax
	test $4, %dil
	je 1b
	ret
	.size other_bit, . - other_bit

	.globl open_end
	.type open_end, @function
open_end:
	xor %eax, %eax
1:
	movzbl (%rdi), %edx
	shl $8, %eax
	add $1, %rdi
	or %edx, %eax
	cmp %rsi, %rdi
	jne 1b
	ret
	.size open_end, . - open_end

	.globl three
	.type three, @function
three:
	lea 3(%rdi), %rcx
	xor %eax, %eax
1:
	movzbl (%rdi), %edx
	shl $8, %eax
	add $1, %rdi
	or %edx, %eax
	cmp %rcx, %rdi
	jne 1b
	ret
	.size three, . - three

	.globl seeded
	.type seeded, @function
seeded:
	lea 4(%rdi), %rcx
	mov %esi, %eax
1:
	movzbl (%rdi), %edx
	shl $8, %eax
	add $1, %rdi
	or %edx, %eax
	cmp %rcx, %rdi
	jne 1b
	ret
	.size seeded, . - seeded

	.globl checksum
	.type checksum, @function
checksum:
	lea 4(%rdi), %rcx
	xor %eax, %eax
1:
	movzbl (%rdi), %edx
	shl $7, %eax
	add $1, %rdi
	add %edx, %eax
	cmp %rcx, %rdi
	jne 1b
	ret
	.size checksum, . - checksum

	.globl halves
	.type halves, @function
halves:
	xor %eax, %eax
1:
	add %edi, %eax
	shr %edi
	jne 1b
	ret
	.size halves, . - halves
