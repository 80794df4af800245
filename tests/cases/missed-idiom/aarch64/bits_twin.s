// Nearly the same: shifts that do not add up to the width, two values, a byte out of order, a store that may write what
// is loaded next, bytes with a gap, and what bit-field instructions already do.
// expect: none
	.text
	.globl not_whole
	.type not_whole, %function
not_whole:
	lsl w1, w0, #5
	orr w0, w1, w0, lsr #26
	ret
	.size not_whole, . - not_whole

	.globl two_values
	.type two_values, %function
two_values:
	lsl w2, w0, #5
	orr w0, w2, w1, lsr #27
	ret
	.size two_values, . - two_values

	.globl wrong_count
	.type wrong_count, %function
wrong_count:
	lsl w2, w0, w1
	mvn w1, w1
	lsr w0, w0, w1
	orr w0, w0, w2
	ret
	.size wrong_count, . - wrong_count

	.globl disorder
	.type disorder, %function
disorder:
	ldrb w1, [x0]
	ldrb w2, [x0, #1]
	ldrb w3, [x0, #3]
	ldrb w4, [x0, #2]
	lsl w1, w1, #24
	orr w1, w1, w2, lsl #16
	orr w1, w1, w3, lsl #8
	orr w0, w1, w4
	ret
	.size disorder, . - disorder

	.globl stored_between
	.type stored_between, %function
stored_between:
	ldrb w2, [x0]
	strb wzr, [x1]
	ldrb w3, [x0, #1]
	orr w0, w2, w3, lsl #8
	ret
	.size stored_between, . - stored_between

	.globl gap
	.type gap, %function
gap:
	lsr w2, w1, #8
	strb w1, [x0]
	strb w2, [x0, #2]
	ret
	.size gap, . - gap

	.globl fields
	.type fields, %function
fields:
	ubfx w2, w0, #3, #5
	bfi w2, w1, #5, #6
	mov w0, w2
	ret
	.size fields, . - fields

	.globl rotates
	.type rotates, %function
rotates:
	ror w0, w0, #5
	ret
	.size rotates, . - rotates
