// A rotation by a constant and by a register, a byte swap, bytes that are loaded and stored one by one, fields.
// expect: rotate5 kind=rotate at=rotate5_or confidence=high
// expect: rotate_by kind=rotate at=rotate_by_or
// expect: rotate_31 kind=rotate at=rotate_31_or
// expect: swap kind=byte-swap at=swap_or
// expect: little kind=load-combine at=little_or
// expect: big kind=load-combine at=big_or
// expect: split kind=store-split at=split_first
// expect: insert kind=bit-field at=insert_or
	.text
	.globl rotate5
	.type rotate5, %function
rotate5:
	lsl w1, w0, #5
rotate5_or:
	orr w0, w1, w0, lsr #27
	ret
	.size rotate5, . - rotate5

	.globl rotate_by
	.type rotate_by, %function
rotate_by:
	lsl w2, w0, w1
	neg w1, w1
	lsr w0, w0, w1
rotate_by_or:
	orr w0, w0, w2
	ret
	.size rotate_by, . - rotate_by

	.globl rotate_31
	.type rotate_31, %function
rotate_31:
	mvn w8, w1
	lsl w9, w0, w1
	lsr w8, w0, w8
rotate_31_or:
	orr w0, w9, w8, lsr #1
	ret
	.size rotate_31, . - rotate_31

	.globl swap
	.type swap, %function
swap:
	lsl w1, w0, #24
	orr w1, w1, w0, lsr #24
	ubfx w2, w0, #8, #8
	orr w1, w1, w2, lsl #16
	ubfx w2, w0, #16, #8
swap_or:
	orr w0, w1, w2, lsl #8
	ret
	.size swap, . - swap

	.globl little
	.type little, %function
little:
	ldrb w1, [x0]
	ldrb w2, [x0, #1]
little_or:
	orr w0, w1, w2, lsl #8
	ret
	.size little, . - little

	.globl big
	.type big, %function
big:
	ldrb w1, [x0]
	ldrb w2, [x0, #1]
	ldrb w3, [x0, #2]
	ldrb w4, [x0, #3]
	lsl w1, w1, #24
	orr w1, w1, w2, lsl #16
	orr w1, w1, w3, lsl #8
big_or:
	orr w0, w1, w4
	ret
	.size big, . - big

	.globl split
	.type split, %function
split:
	lsr w2, w1, #8
	lsr w3, w1, #16
	lsr w4, w1, #24
split_first:
	strb w1, [x0]
	strb w2, [x0, #1]
	strb w3, [x0, #2]
	strb w4, [x0, #3]
	ret
	.size split, . - split

	.globl insert
	.type insert, %function
insert:
	and w0, w0, #0xfffff00f
	and w1, w1, #0xff
insert_or:
	orr w0, w0, w1, lsl #4
	ret
	.size insert, . - insert
