// Loops that do more than that, or something else: the step is two bits, a test of another bit, the number of bytes is a
// parameter, a start that is not zero, what is left is summed.
// expect: none
	.text
// What was the value less two is no lowest bit.
	.globl lowest_moved
	.type lowest_moved, %function
lowest_moved:
	mov w1, #0
1:
	sub w2, w0, #2
	add w1, w1, #1
	and w2, w2, w0
	mov w0, w2
	cbnz w0, 1b
	mov w0, w1
	ret
	.size lowest_moved, . - lowest_moved

	.globl by_two
	.type by_two, %function
by_two:
	mov w1, #0
1:
	lsr w0, w0, #2
	add w1, w1, #1
	cbnz w0, 1b
	mov w0, w1
	ret
	.size by_two, . - by_two

	.globl other_bit
	.type other_bit, %function
other_bit:
	mov w1, #0
1:
	lsr w0, w0, #1
	add w1, w1, #1
	tbz w0, #3, 1b
	mov w0, w1
	ret
	.size other_bit, . - other_bit

	.globl open_end
	.type open_end, %function
open_end:
	mov x1, #0
	mov w2, #0
1:
	ldrb w3, [x0, x1]
	add x1, x1, #1
	orr w2, w3, w2, lsl #8
	cmp x1, x4
	b.ne 1b
	mov w0, w2
	ret
	.size open_end, . - open_end

	.globl seeded
	.type seeded, %function
seeded:
	mov x1, #0
1:
	ldrb w3, [x0, x1]
	add x1, x1, #1
	orr w2, w3, w2, lsl #8
	cmp x1, #4
	b.ne 1b
	mov w0, w2
	ret
	.size seeded, . - seeded

	.globl halves
	.type halves, %function
halves:
	mov w1, #0
1:
	add w1, w1, w0
	lsr w0, w0, #1
	cbnz w0, 1b
	mov w0, w1
	ret
	.size halves, . - halves
