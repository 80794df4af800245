// Loops that do one bit or one byte in each turn.
// expect: ones kind=bit-count loop=ones_top confidence=high cost=none
// expect: lowest_moved kind=bit-count loop=lowest_moved_top
// expect: by_number kind=bit-count loop=by_number_top
// expect: narrow kind=bit-count loop=narrow_top
// expect: length kind=leading-zeros loop=length_top
// expect: normalise kind=leading-zeros loop=normalise_top
// expect: twos kind=trailing-zeros loop=twos_top
// expect: read kind=load-combine loop=read_top
// expect: write kind=store-split loop=write_top
// expect: reverse kind=byte-swap loop=reverse_top
	.text
	.globl ones
	.type ones, %function
ones:
	mov w1, #0
ones_top:
	and w2, w0, #1
	lsr x0, x0, #1
	add w1, w1, w2
	cbnz x0, ones_top
	mov w0, w1
	ret
	.size ones, . - ones

// The rest is made in another register and moved back.
	.globl lowest_moved
	.type lowest_moved, %function
lowest_moved:
	mov w1, #0
lowest_moved_top:
	sub w2, w0, #1
	add w1, w1, #1
	and w2, w2, w0
	mov w0, w2
	cbnz w0, lowest_moved_top
	mov w0, w1
	ret
	.size lowest_moved, . - lowest_moved

	.globl by_number
	.type by_number, %function
by_number:
	mov w1, #0
	mov w3, #0
by_number_top:
	lsr w2, w0, w1
	add w1, w1, #1
	and w2, w2, #1
	add w3, w3, w2
	cmp w1, #32
	b.ne by_number_top
	mov w0, w3
	ret
	.size by_number, . - by_number

	.globl narrow
	.type narrow, %function
narrow:
	mov w1, #0
narrow_top:
	and w2, w0, #1
	lsr x0, x0, #1
	add w1, w1, w2
	and w1, w1, #0xff
	cbnz x0, narrow_top
	mov w0, w1
	ret
	.size narrow, . - narrow

	.globl length
	.type length, %function
length:
	mov w1, #0
length_top:
	lsr w0, w0, #1
	add w1, w1, #1
	cbnz w0, length_top
	mov w0, w1
	ret
	.size length, . - length

	.globl normalise
	.type normalise, %function
normalise:
	mov w1, #0
normalise_top:
	lsl w0, w0, #1
	add w1, w1, #1
	tbz w0, #31, normalise_top
	mov w0, w1
	ret
	.size normalise, . - normalise

	.globl twos
	.type twos, %function
twos:
	mov w1, #0
twos_top:
	lsr w0, w0, #1
	add w1, w1, #1
	tbz w0, #0, twos_top
	mov w0, w1
	ret
	.size twos, . - twos

	.globl read
	.type read, %function
read:
	mov x1, #0
	mov w2, #0
read_top:
	ldrb w3, [x0, x1]
	add x1, x1, #1
	orr w2, w3, w2, lsl #8
	cmp x1, #4
	b.ne read_top
	mov w0, w2
	ret
	.size read, . - read

	.globl write
	.type write, %function
write:
	mov x2, #0
write_top:
	strb w1, [x0, x2]
	add x2, x2, #1
	lsr w1, w1, #8
	cmp x2, #4
	b.ne write_top
	ret
	.size write, . - write

	.globl reverse
	.type reverse, %function
reverse:
	mov w2, #4
	mov w1, #0
reverse_top:
	and w3, w0, #0xff
	subs w2, w2, #1
	orr w1, w3, w1, lsl #8
	lsr w0, w0, #8
	b.ne reverse_top
	mov w0, w1
	ret
	.size reverse, . - reverse
