// Not so: a store in between that certainly hits it, a call on one way, another width, an element that has moved on, a
// value that no register holds any more outside loops.
// expect: none
	.text

	.globl stored
	.type stored, %function
stored:
1:
	ldr x3, [x0]
	strb wzr, [x0, #3]
	ldr x4, [x0], #8
	add x3, x3, x4
	str x3, [x1], #8
	subs x2, x2, #1
	b.ne 1b
	ret
	.size stored, . - stored

	.globl call
	.type call, %function
call:
	stp x29, x30, [sp, #-48]!
	stp x19, x20, [sp, #16]
	str x21, [sp, #32]
	mov x19, x0
	mov x20, x1
	mov w21, #0
1:
	ldr w0, [x19]
	cbz w0, 2f
	bl other
2:
	ldr w1, [x19], #4
	add w21, w21, w1
	subs x20, x20, #1
	b.ne 1b
	mov w0, w21
	ldr x21, [sp, #32]
	ldp x19, x20, [sp, #16]
	ldp x29, x30, [sp], #48
	ret
	.size call, . - call

	.globl width
	.type width, %function
width:
1:
	ldr w3, [x0]
	ldrb w4, [x0], #4
	add w3, w3, w4
	str w3, [x1], #4
	subs x2, x2, #1
	b.ne 1b
	ret
	.size width, . - width

	.globl moved
	.type moved, %function
moved:
1:
	ldr w3, [x0], #4
	ldr w4, [x0]
	add w3, w3, w4
	str w3, [x1], #4
	subs x2, x2, #1
	b.ne 1b
	ret
	.size moved, . - moved

	.globl gone
	.type gone, %function
gone:
	ldr x1, [x0, #8]
	add x1, x1, x1, lsl #3
	ldr x2, [x0, #8]
	add x0, x1, x2
	ret
	.size gone, . - gone
