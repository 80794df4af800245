// expect: none
// Branches that are no choice between cheap values, or that do not depend on loaded data: twins of hammock.s.
	.macro func name
	.globl \name
	.type \name, %function
\name:
	.endm
	.macro endf name
	.size \name, . - \name
	.endm

// maximum: the condition does not change in the loop; the loop could be split by it.
	func invariant
	mov w4, #0
	mov x5, #0
1:
	ldr w6, [x0, x5, lsl #2]
	cmp w2, w3
	b.le 2f
	mov w4, w6
2:
	add x5, x5, #1
	cmp x5, x1
	b.ne 1b
	mov w0, w4
	ret
	endf invariant

// maximum: the condition is a flag in memory that the loop does not walk over.
	func invariant_flag
	mov w4, #0
	mov x5, #0
1:
	ldr w6, [x0, x5, lsl #2]
	ldr w7, [x2]
	cbz w7, 2f
	add w4, w4, w6
2:
	add x5, x5, #1
	cmp x5, x1
	b.ne 1b
	mov w0, w4
	ret
	endf invariant_flag

// maximum: first iteration only.
	func first_iteration
	mov w4, #0
	mov x5, #0
1:
	ldr w6, [x0, x5, lsl #2]
	cbnz x5, 2f
	mov w4, w6
2:
	add x5, x5, #1
	cmp x5, x1
	b.ne 1b
	mov w0, w4
	ret
	endf first_iteration

// maximum: the last iteration is told by the trip count.
	func last_iteration
	mov w4, #0
	sub x2, x1, #1
	mov x5, #0
1:
	ldr w6, [x0, x5, lsl #2]
	cmp x5, x2
	b.ne 2f
	neg w6, w6
2:
	add w4, w4, w6
	add x5, x5, #1
	cmp x5, x1
	b.ne 1b
	mov w0, w4
	ret
	endf last_iteration

// diamond: an arm with a division.
	func divides
	mov w4, #0
	add x1, x0, x1, lsl #2
1:
	ldr w6, [x0], #4
	tbnz w6, #31, 2f
	udiv w6, w6, w2
2:
	add w4, w4, w6
	cmp x0, x1
	b.ne 1b
	mov w0, w4
	ret
	endf divides

// double_minimum: an arm with a square root.
	func square_root
	movi d1, #0
	mov x5, #0
1:
	ldr d0, [x0, x5, lsl #3]
	fcmp d0, #0.0
	b.ls 2f
	fsqrt d0, d0
2:
	fadd d1, d1, d0
	add x5, x5, #1
	cmp x5, x1
	b.ne 1b
	fmov d0, d1
	ret
	endf square_root

// diamond: an arm with a call.
	func calls
	stp x29, x30, [sp, #-48]!
	stp x19, x20, [sp, #16]
	str x21, [sp, #32]
	mov x19, x0
	mov x20, x1
	mov w21, #0
1:
	ldr w0, [x19], #4
	tbnz w0, #31, 2f
	bl weigh
2:
	add w21, w21, w0
	subs x20, x20, #1
	b.ne 1b
	mov w0, w21
	ldp x19, x20, [sp, #16]
	ldr x21, [sp, #32]
	ldp x29, x30, [sp], #48
	ret
	endf calls

// stores_on_both: only one way stores.
	func stores_on_one
1:
	ldr w6, [x0], #4
	cmp w6, #255
	b.gt 2f
	str w6, [x1]
2:
	add x1, x1, #4
	subs x2, x2, #1
	b.ne 1b
	ret
	endf stores_on_one

// stores_on_both: to different places.
	func stores_apart
	mov x5, #0
1:
	ldr w6, [x0, x5, lsl #2]
	cmp w6, #255
	b.gt 2f
	str w6, [x1, x5, lsl #2]
	b 3f
2:
	str w6, [x3, x5, lsl #2]
3:
	add x5, x5, #1
	cmp x5, x2
	b.ne 1b
	ret
	endf stores_apart

// stores_again: the earlier store is narrower, and the arm's goes beyond it.
	func stores_wider
	mov x7, #255
	mov x5, #0
1:
	ldr w6, [x0, x5, lsl #2]
	str w6, [x1]
	cmp w6, #255
	b.le 2f
	str x7, [x1]
2:
	add x1, x1, #4
	add x5, x5, #1
	cmp x5, x2
	b.ne 1b
	ret
	endf stores_wider

// stores_again: this iteration has only loaded from there; the page may not be writable, another thread may write.
	func only_loaded
	mov w7, #255
	mov x5, #0
1:
	ldr w6, [x0, x5, lsl #2]
	cmp w6, #255
	b.le 2f
	str w7, [x0, x5, lsl #2]
2:
	add x5, x5, #1
	cmp x5, x2
	b.ne 1b
	ret
	endf only_loaded

// loads_again: from elsewhere; that load may fault.
	func loads_elsewhere
	mov w4, #0
	mov x5, #0
1:
	ldr w6, [x0, x5, lsl #2]
	cmp w6, #3
	b.le 2f
	ldr w7, [x2, x5, lsl #2]
	add w4, w4, w7
2:
	add x5, x5, #1
	cmp x5, x1
	b.ne 1b
	mov w0, w4
	ret
	endf loads_elsewhere

// Partition: the branch decides whether two elements change places.
	func partition
	mov x4, #0
	mov x5, #0
1:
	ldr w6, [x0, x5, lsl #2]
	cmp w6, w2
	b.ge 2f
	ldr w7, [x0, x4, lsl #2]
	str w6, [x0, x4, lsl #2]
	str w7, [x0, x5, lsl #2]
	add x4, x4, #1
2:
	add x5, x5, #1
	cmp x5, x1
	b.ne 1b
	mov x0, x4
	ret
	endf partition

// The branch leaves the loop: a search.
	func leaves
	mov x4, #0
1:
	ldr w6, [x0, x4, lsl #2]
	cmp w6, w2
	b.eq 2f
	add x4, x4, #1
	cmp x4, x1
	b.ne 1b
2:
	mov x0, x4
	ret
	endf leaves

// A bounds check.
	func checked
	stp x29, x30, [sp, #-16]!
	mov w4, #0
	mov x5, #0
1:
	ldr x6, [x2, x5, lsl #3]
	cmp x6, x1
	b.hs 2f
	ldr w7, [x0, x6, lsl #2]
	add w4, w4, w7
	add x5, x5, #1
	cmp x5, x3
	b.ne 1b
	mov w0, w4
	ldp x29, x30, [sp], #16
	ret
2:
	bl abort
	endf checked

// A bounds check in one arm.
	func checked_arm
	stp x29, x30, [sp, #-16]!
	mov w4, #0
	mov x5, #0
1:
	ldr w6, [x2, x5, lsl #2]
	tbnz w6, #31, 3f
	cmp w6, w1
	b.hs 2f
	add w4, w4, w6
3:
	add x5, x5, #1
	cmp x5, x3
	b.ne 1b
	mov w0, w4
	ldp x29, x30, [sp], #16
	ret
2:
	bl abort
	endf checked_arm

// copied_latch: one arm has an exit of its own, by a count that no load goes into.
	func leaves_from_one_arm
	mov x4, #0
	mov x5, #0
1:
	ldr w6, [x0, x5, lsl #2]
	tbnz w6, #31, 2f
	add x4, x4, #1
	cmp x4, x2
	b.eq 3f
2:
	add x5, x5, #1
	cmp x5, x1
	b.ne 1b
3:
	mov x0, x4
	ret
	endf leaves_from_one_arm

// carried_exit: each arm leaves by what was loaded.
	func leaves_by_data
	mov x4, #0
	mov x5, #0
	b 1f
2:
	add x5, x5, #1
	cmp w6, #13
	b.eq 3f
	add x0, x0, #4
1:
	ldr w6, [x0]
	tbz w6, #31, 2b
	add x4, x4, #1
	cmn w6, #13
	b.eq 3f
	add x0, x0, #4
	b 1b
3:
	sub x0, x4, x5
	ret
	endf leaves_by_data

// chain: each way computes five values; as many selects cost more than they save.
	func five_values
	mov x5, #0
1:
	ldr w6, [x0, x5, lsl #2]
	tbnz w6, #31, 2f
	add x4, x4, #1
	add w7, w7, w6
	sub w9, w9, w6
	eor w10, w10, w6
	orr w11, w11, w6
	b 3f
2:
	sub x4, x4, #1
	sub w7, w7, w6
	add w9, w9, w6
	orr w10, w10, w6
	eor w11, w11, w6
3:
	add x5, x5, #1
	cmp x5, x1
	b.ne 1b
	add x0, x4, x7
	add x0, x0, x9
	add x0, x0, x10
	add x0, x0, x11
	ret
	endf five_values

// The branch lies around the inner loop, not in it.
	func outer
	mov w4, #0
1:
	ldr w6, [x0], #4
	tbnz w6, #31, 3f
	add w4, w4, #1
3:
	mov x5, #0
2:
	ldr w7, [x2, x5, lsl #2]
	add w4, w4, w7
	add x5, x5, #1
	cmp x5, x3
	b.ne 2b
	subs x1, x1, #1
	b.ne 1b
	mov w0, w4
	ret
	endf outer

// Nothing is chosen: what the arm computes is dead.
	func nothing
	mov w4, #0
1:
	ldr w6, [x0], #4
	add w4, w4, w6
	tbnz w6, #31, 2f
	mov w7, #1
2:
	mov w7, #0
	subs x1, x1, #1
	b.ne 1b
	mov w0, w4
	ret
	endf nothing
