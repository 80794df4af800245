# Loops that do one bit or one byte in each turn.
# expect: ones kind=bit-count loop=ones_top confidence=medium cost=none
# expect: lowest kind=bit-count loop=lowest_top
# expect: lowest_moved kind=bit-count loop=lowest_moved_top
# expect: by_number kind=bit-count loop=by_number_top
# expect: length kind=leading-zeros loop=length_top
# expect: normalise kind=leading-zeros loop=normalise_top
# expect: twos kind=trailing-zeros loop=twos_top
# expect: read kind=load-combine loop=read_top
# expect: write kind=store-split loop=write_top
# expect: reverse kind=byte-swap loop=reverse_top
	.text
	.globl ones
	.type ones, @function
ones:
	xor %eax, %eax
ones_top:
	mov %edi, %edx
	and $1, %edx
	add %edx, %eax
	shr %rdi
	jne ones_top
	ret
	.size ones, . - ones

	.globl lowest
	.type lowest, @function
lowest:
	xor %eax, %eax
lowest_top:
	lea -1(%rdi), %rdx
	add $1, %eax
	and %rdx, %rdi
	jne lowest_top
	ret
	.size lowest, . - lowest

# The rest is made in another register and moved back, as clang does.
	.globl lowest_moved
	.type lowest_moved, @function
lowest_moved:
	xor %eax, %eax
lowest_moved_top:
	lea -1(%rdi), %ecx
	inc %eax
	and %edi, %ecx
	mov %ecx, %edi
	jne lowest_moved_top
	ret
	.size lowest_moved, . - lowest_moved

	.globl by_number
	.type by_number, @function
by_number:
	xor %ecx, %ecx
	xor %edx, %edx
by_number_top:
	mov %edi, %eax
	shr %cl, %eax
	add $1, %ecx
	and $1, %eax
	add %eax, %edx
	cmp $32, %ecx
	jne by_number_top
	mov %edx, %eax
	ret
	.size by_number, . - by_number

	.globl length
	.type length, @function
length:
	xor %eax, %eax
length_top:
	add $1, %eax
	shr %edi
	jne length_top
	ret
	.size length, . - length

	.globl normalise
	.type normalise, @function
normalise:
	xor %eax, %eax
normalise_top:
	add $1, %eax
	add %edi, %edi
	jns normalise_top
	ret
	.size normalise, . - normalise

	.globl twos
	.type twos, @function
twos:
	xor %eax, %eax
twos_top:
	shr %edi
	add $1, %eax
	test $1, %dil
	je twos_top
	ret
	.size twos, . - twos

	.globl read
	.type read, @function
read:
	lea 4(%rdi), %rcx
	xor %eax, %eax
read_top:
	movzbl (%rdi), %edx
	shl $8, %eax
	add $1, %rdi
	or %edx, %eax
	cmp %rcx, %rdi
	jne read_top
	ret
	.size read, . - read

	.globl write
	.type write, @function
write:
	lea 4(%rdi), %rax
write_top:
	mov %sil, (%rdi)
	add $1, %rdi
	shr $8, %esi
	cmp %rax, %rdi
	jne write_top
	ret
	.size write, . - write

	.globl reverse
	.type reverse, @function
reverse:
	mov $4, %edx
	xor %eax, %eax
reverse_top:
	movzbl %dil, %ecx
	shl $8, %eax
	or %ecx, %eax
	shr $8, %edi
	sub $1, %edx
	jne reverse_top
	ret
	.size reverse, . - reverse
