// expect: none
// One loop for each thing that forbids vectors, and nothing else in it. Twins of scalar.s.
// loop: call call_loop role=main blockers=call vector_bits=0
// loop: recurrence recurrence_loop role=main blockers=recurrence
// loop: memory_recurrence memory_recurrence_loop role=main blockers=recurrence
// loop: fp_order fp_order_loop role=main blockers=fp-order vector_bits=0
// loop: gather gather_loop role=main blockers=gather
// loop: scatter scatter_loop role=main blockers=scatter
// loop: conditional_store conditional_store_loop role=main blockers=conditional-store
// loop: searches searches_loop role=main blockers=data-dependent-exit
// loop: division division_loop role=main blockers=division
// loop: atomic atomic_loop role=main blockers=volatile-or-atomic
// loop: acquire acquire_loop role=main blockers=volatile-or-atomic
// loop: unknown_stride unknown_stride_loop role=main blockers=unknown-stride
// loop: traps traps_loop role=main blockers=data-dependent-exit
// loop: list list_loop role=main
// flags: -march=armv8.1-a
	.macro func name
	.globl \name
	.type \name, %function
\name:
	.endm
	.macro endf name
	.size \name, . - \name
	.endm

	func call
	stp x29, x30, [sp, #-32]!
	stp x19, x20, [sp, #16]
	mov x19, x0
	add x20, x0, x1, lsl #2
call_loop:
	ldr w0, [x19]
	bl weigh
	str w0, [x19], #4
	cmp x19, x20
	b.ne call_loop
	ldp x19, x20, [sp, #16]
	ldp x29, x30, [sp], #32
	ret
	endf call

	func recurrence
	mov w3, #31
	mov w2, #0
	add x1, x0, x1, lsl #2
recurrence_loop:
	ldr w4, [x0], #4
	madd w2, w2, w3, w4
	cmp x0, x1
	b.ne recurrence_loop
	mov w0, w2
	ret
	endf recurrence

// Each element is stored from the one before, which is loaded again.
	func memory_recurrence
memory_recurrence_loop:
	ldr w2, [x0]
	add w2, w2, #3
	str w2, [x0, #4]!
	subs x1, x1, #1
	b.ne memory_recurrence_loop
	ret
	endf memory_recurrence

	func fp_order
	movi d0, #0
	add x1, x0, x1, lsl #3
fp_order_loop:
	ldr d1, [x0], #8
	fadd d0, d0, d1
	cmp x0, x1
	b.ne fp_order_loop
	ret
	endf fp_order

	func gather
	mov w4, #0
gather_loop:
	ldr w5, [x0], #4
	ldr w6, [x2, w5, uxtw #2]
	add w4, w4, w6
	subs x1, x1, #1
	b.ne gather_loop
	mov w0, w4
	ret
	endf gather

	func scatter
scatter_loop:
	ldr w5, [x0], #4
	ldr w6, [x3], #4
	str w6, [x2, w5, uxtw #2]
	subs x1, x1, #1
	b.ne scatter_loop
	ret
	endf scatter

	func conditional_store
	mov x5, #0
conditional_store_loop:
	ldr w6, [x0, x5, lsl #2]
	cmp w6, #0
	b.le 1f
	str w6, [x2, x5, lsl #2]
1:
	add x5, x5, #1
	cmp x5, x1
	b.ne conditional_store_loop
	ret
	endf conditional_store

	func searches
	mov x4, #0
searches_loop:
	ldr w5, [x0, x4, lsl #2]
	cmp w5, w2
	b.eq 1f
	add x4, x4, #1
	cmp x4, x1
	b.ne searches_loop
1:
	mov x0, x4
	ret
	endf searches

	func division
	mov x5, #0
division_loop:
	ldr w6, [x0, x5, lsl #2]
	ldr w7, [x2, x5, lsl #2]
	udiv w6, w6, w7
	str w6, [x3, x5, lsl #2]
	add x5, x5, #1
	cmp x5, x1
	b.ne division_loop
	ret
	endf division

	func atomic
atomic_loop:
	ldr w5, [x0], #4
	stadd w5, [x2]
	subs x1, x1, #1
	b.ne atomic_loop
	ret
	endf atomic

	func acquire
	mov w4, #0
acquire_loop:
	ldar w5, [x0]
	add w4, w4, w5
	add x0, x0, #4
	subs x1, x1, #1
	b.ne acquire_loop
	mov w0, w4
	ret
	endf acquire

	func unknown_stride
	mov w4, #0
unknown_stride_loop:
	ldr w5, [x0]
	add x0, x0, x2
	add w4, w4, w5
	subs x1, x1, #1
	b.ne unknown_stride_loop
	mov w0, w4
	ret
	endf unknown_stride

	func list
	mov w4, #0
list_loop:
	ldr w5, [x0, #8]
	ldr x0, [x0]
	add w4, w4, w5
	cbnz x0, list_loop
	mov w0, w4
	ret
	endf list

// The exit leads to a trap, but when it is taken depends on the data all the same.
	func traps
	mov w4, #0
traps_loop:
	ldr w5, [x0], #4
	adds w4, w4, w5
	b.vs 1f
	cmp x0, x1
	b.ne traps_loop
	mov w0, w4
	ret
1:
	udf #0
	endf traps
