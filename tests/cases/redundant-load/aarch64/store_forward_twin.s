// Not so: another width, another element, from one register file to the other, a call in between, a histogram (its address
// changes).
// expect: none
	.text

	.globl narrow
	.type narrow, %function
narrow:
	mov x5, #0
1:
	ldr x3, [x1], #8
	str w3, [x0]
	ldr x4, [x0], #8
	add x5, x5, x4
	subs x2, x2, #1
	b.ne 1b
	mov x0, x5
	ret
	.size narrow, . - narrow

	.globl other_element
	.type other_element, %function
other_element:
	mov w5, #0
1:
	ldr w3, [x1], #4
	str w3, [x0]
	ldr w4, [x0, #4]!
	add w5, w5, w4
	subs x2, x2, #1
	b.ne 1b
	mov w0, w5
	ret
	.size other_element, . - other_element

	.globl files
	.type files, %function
files:
1:
	ldr w3, [x1], #4
	eor w3, w3, #0x80000000
	str w3, [x0]
	ldr s1, [x0], #4
	fadd s0, s0, s1
	subs x2, x2, #1
	b.ne 1b
	ret
	.size files, . - files

	.globl histogram
	.type histogram, %function
histogram:
1:
	ldrb w3, [x1], #1
	ldr w4, [x0, x3, lsl #2]
	add w4, w4, #1
	str w4, [x0, x3, lsl #2]
	subs x2, x2, #1
	b.ne 1b
	ret
	.size histogram, . - histogram

	.globl call_between
	.type call_between, %function
call_between:
	stp x19, x30, [sp, #-16]!
	mov x19, x0
	str w1, [x0, #8]
	bl other
	ldr w1, [x19, #8]
	add w0, w0, w1
	ldp x19, x30, [sp], #16
	ret
	.size call_between, . - call_between
