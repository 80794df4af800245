// expect: none
// What leaves stands behind the loop; only padding, the way into the loop, another loop's code, a failing check's call
// or code that a slow way put aside lies between its blocks.
	.text
	.macro func name
	.p2align 6
	.globl \name
	.type \name, %function
\name:
	.endm
	.macro endf name
	.size \name, . - \name
	.endm

	func behind
	mov x5, #0
1:
	ldrb w6, [x0, x5]
	ldrb w7, [x1, x5]
	cmp w6, w7
	b.ne 2f
	add x5, x5, #1
	cmp x5, x4
	b.ne 1b
	mov w0, #0
	ret
2:
	str x5, [x2]
	str w6, [x2, #8]
	str w7, [x2, #12]
	mov w0, #1
	ret
	endf behind

	func padded
	mov x5, #0
	b 2f
	.p2align 5
1:
	add x5, x5, #1
	cmp x5, x4
	b.eq 3f
	b 2f
	.p2align 5
2:
	ldrb w6, [x0, x5]
	cbz w6, 1b
3:
	mov x0, x5
	ret
	endf padded

// Between the latch and the header stands the way into the loop.
	func entered
	b 2f
1:
	add x5, x5, #1
	cmp x5, x4
	b.ne 3f
	ret
2:
	mov x5, #0
	ldp x6, x7, [x2]
	add x6, x6, x7
	str x6, [x2]
	str xzr, [x2, #8]
3:
	ldrb w6, [x0, x5]
	strb w6, [x1, x5]
	b 1b
	endf entered

// The inner loop's two halves, with code of the outer loop between: it comes back.
	func nested
1:
	mov x5, #0
2:
	ldrb w6, [x0, x5]
	cbnz w6, 3f
	str x5, [x2], #8
	add x0, x0, #64
	ldr x6, [x2]
	str x6, [x2, #8]
	subs x1, x1, #1
	b.ne 1b
	ret
3:
	add x5, x5, #1
	b 2b
	endf nested

// bounds-check's.
	func fails
	stp x29, x30, [sp, #-16]!
	mov x5, #0
1:
	cmp x5, x1
	b.lo 2f
	mov x0, x5
	mov x2, x3
	mov w1, #17
	bl abort
2:
	ldr w6, [x0, x5, lsl #2]
	add w6, w6, #1
	str w6, [x0, x5, lsl #2]
	add x5, x5, #1
	cmp x5, x3
	b.ne 1b
	ldp x29, x30, [sp], #16
	ret
	endf fails

// The slow way lies behind the end of the function, which is in nobody's way.
	func aside
	add x3, x0, #400
1:
	ldr w6, [x0]
	tbnz w6, #31, 3f
2:
	add x0, x0, #4
	cmp x0, x3
	b.ne 1b
	stp xzr, xzr, [x2]
	stp xzr, xzr, [x2, #16]
	mov w0, #0
	mov w1, #0
	ret
3:
	neg w6, w6
	str w6, [x0]
	b 2b
	endf aside
