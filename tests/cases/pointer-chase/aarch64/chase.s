// expect: list kind=list loop=list_loop at=list_next severity=medium confidence=high cost=any
// expect: skip_level kind=list loop=skip_level_loop
// expect: link_array kind=index loop=link_array_loop
// expect: hash_chain kind=index loop=hash_chain_loop
// expect: find_root kind=index loop=find_root_loop
// expect: records kind=index loop=records_loop
// expect: automaton kind=state loop=automaton_loop
// expect: table_crc kind=state loop=table_crc_loop
// expect: lower_bound kind=search loop=lower_bound_loop sink=chain
// expect: busy_list kind=list loop=busy_list_loop severity=low
// expect: calling_list kind=list loop=calling_list_loop severity=low confidence=medium cost=none
// expect: tree kind=list loop=tree_loop
// Loads whose addresses come from earlier loads. Each has its twin in chase_twin.s.
	.macro func name
	.globl \name
	.type \name, %function
\name:
	.endm
	.macro endf name
	.size \name, . - \name
	.endm

	func list
	mov x1, #0
	cbz x0, 1f
list_loop:
	ldr x2, [x0, #8]
	add x1, x1, x2
list_next:
	ldr x0, [x0]
	cbnz x0, list_loop
1:
	mov x0, x1
	ret
	endf list

	// x->forward[level], the level fixed
	func skip_level
	add x1, x1, #2
skip_level_loop:
	mov x3, x0
	ldr x0, [x0, x1, lsl #3]
	cbz x0, 1f
	ldr x4, [x0]
	cmp x4, x2
	b.lo skip_level_loop
1:
	mov x0, x3
	ret
	endf skip_level

	func link_array
	mov w3, #0
link_array_loop:
	add w3, w3, #1
	ldr w1, [x0, w1, uxtw #2]
	cmp w1, w2
	b.ne link_array_loop
	mov w0, w3
	ret
	endf link_array

	func hash_chain
hash_chain_loop:
	and w4, w1, w2
	ldrh w1, [x0, w4, uxtw #1]
	cmp w1, w3
	b.hi hash_chain_loop
	mov w0, w1
	ret
	endf hash_chain

	func find_root
find_root_loop:
	mov w2, w1
	ldr w1, [x0, w1, uxtw #2]
	cmp w1, w2
	b.ne find_root_loop
	mov w0, w2
	ret
	endf find_root

	func records
	mov x2, #0
records_loop:
	ldrb w3, [x0]
	add x2, x2, #1
	add x0, x0, x3
	cmp x0, x1
	b.lo records_loop
	mov x0, x2
	ret
	endf records

	func automaton
	mov w3, #0
automaton_loop:
	ldrb w4, [x0], #1
	add x4, x4, x3, lsl #8
	ldrb w3, [x2, x4]
	cmp x0, x1
	b.ne automaton_loop
	mov w0, w3
	ret
	endf automaton

	func table_crc
	mov w3, #-1
table_crc_loop:
	ldrb w4, [x0], #1
	eor w4, w4, w3
	and w4, w4, #255
	ldr w4, [x2, w4, uxtw #2]
	eor w3, w4, w3, lsr #8
	cmp x0, x1
	b.ne table_crc_loop
	mov w0, w3
	ret
	endf table_crc

	func lower_bound
lower_bound_loop:
	lsr x3, x1, #1
	ldr x4, [x0, x3, lsl #3]
	add x5, x0, x3, lsl #3
	cmp x4, x2
	csel x0, x5, x0, lo
	sub x1, x1, x3
	cmp x1, #1
	b.hi lower_bound_loop
	ret
	endf lower_bound

	func busy_list
busy_list_loop:
	ldp d4, d5, [x0, #8]
	ldp d6, d7, [x0, #24]
	ldp d16, d17, [x0, #40]
	ldp d18, d19, [x0, #56]
	ldp d20, d21, [x0, #72]
	ldp d22, d23, [x0, #88]
	fmul d4, d4, d4
	fmul d5, d5, d5
	fmul d6, d6, d6
	fmul d7, d7, d7
	fmul d4, d4, d16
	fmul d5, d5, d17
	fmul d6, d6, d18
	fmul d7, d7, d19
	fmul d4, d4, d20
	fmul d5, d5, d21
	fadd d0, d0, d4
	fadd d1, d1, d5
	fadd d2, d2, d6
	fadd d3, d3, d7
	ldr x0, [x0]
	cbnz x0, busy_list_loop
	fadd d0, d0, d1
	fadd d2, d2, d3
	fadd d0, d0, d2
	ret
	endf busy_list

	func calling_list
	stp x29, x30, [sp, #-32]!
	str x19, [sp, #16]
	mov x19, x0
calling_list_loop:
	ldr x0, [x19, #8]
	bl visit
	ldr x19, [x19]
	cbnz x19, calling_list_loop
	ldr x19, [sp, #16]
	ldp x29, x30, [sp], #32
	ret
	endf calling_list

	// both arms load the next node from this one
	func tree
tree_loop:
	ldr x2, [x0]
	cmp x2, x1
	b.eq 3f
	b.hi 1f
	ldr x0, [x0, #16]
	cbnz x0, tree_loop
	b 3f
1:
	ldr x0, [x0, #8]
	cbnz x0, tree_loop
3:
	ret
	endf tree
	.section .note.GNU-stack,"",%progbits
