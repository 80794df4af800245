// Divisors that change: loaded anew, Euclid's algorithm, a cell that the loop writes, a shifted 3, and no loop at all.
// expect: none
	.text
	.globl element
	.type element, %function
element:
1:	ldp w3, w4, [x0]
	udiv w3, w3, w4
	str w3, [x0], #8
	cmp x0, x1
	b.ne 1b
	ret
	.size element, . - element

	.globl euclid
	.type euclid, %function
euclid:
1:	udiv x2, x0, x1
	msub x2, x2, x1, x0
	mov x0, x1
	mov x1, x2
	cbnz x2, 1b
	ret
	.size euclid, . - euclid

	.globl written
	.type written, %function
written:
1:	ldr w3, [x0], #4
	ldr w4, [x2]
	udiv w5, w3, w4
	msub w3, w5, w4, w3
	str w3, [x2]
	cmp x0, x1
	b.ne 1b
	ret
	.size written, . - written

	.globl three
	.type three, %function
three:
	mov w5, #3
1:	ldp w3, w4, [x0]
	lsl w4, w5, w4
	udiv w6, w3, w4
	msub w3, w6, w4, w3
	str w3, [x0], #8
	cmp x0, x1
	b.ne 1b
	ret
	.size three, . - three

	.globl once
	.type once, %function
once:
	udiv w0, w0, w1
	ret
	.size once, . - once
