// expect: none
// The twins of chase.s: loads that wait for no earlier load, or enough chains side by side.
	.macro func name
	.globl \name
	.type \name, %function
\name:
	.endm
	.macro endf name
	.size \name, . - \name
	.endm

	func list // an array of the same nodes
	mov x2, #0
list_loop:
	ldr x3, [x0, #8]
	add x0, x0, #16
	add x2, x2, x3
	cmp x0, x1
	b.ne list_loop
	mov x0, x2
	ret
	endf list

	func skip_level // two levels of pointers, but the first is no link
	mov x4, #0
skip_level_loop:
	ldr x3, [x0, x1, lsl #3]
	ldr x5, [x3, x4, lsl #3]
	add x6, x6, x5
	add x4, x4, #1
	cmp x4, x2
	b.ne skip_level_loop
	mov x0, x6
	ret
	endf skip_level

	func link_array // one level of indices only
	mov w5, #0
link_array_loop:
	ldr w4, [x0], #4
	ldr w4, [x2, w4, uxtw #2]
	add w5, w5, w4
	cmp x0, x1
	b.ne link_array_loop
	mov w0, w5
	ret
	endf link_array

	func hash_chain // two chains that are followed side by side, with work beside them
	mov w5, #0
hash_chain_loop:
	ldr w6, [x4, w1, uxtw #2]
	ldr w7, [x4, w2, uxtw #2]
	mul w8, w1, w1
	mul w9, w2, w2
	add w5, w5, w6
	eor w5, w5, w7
	eor w8, w8, w9
	add w5, w5, w8
	lsr w10, w5, #3
	eor w5, w5, w10
	add w5, w5, w8, lsl #2
	eor w5, w5, w9
	ldr w1, [x0, w1, uxtw #2]
	ldr w2, [x0, w2, uxtw #2]
	subs w3, w3, #1
	b.ne hash_chain_loop
	mov w0, w5
	ret
	endf hash_chain

	func find_root // the loaded value is compared only
find_root_loop:
	ldr w2, [x0], #4
	cmp w2, w1
	b.ne find_root_loop
	ret
	endf find_root

	func records // of one size
	mov x2, #0
records_loop:
	ldrb w3, [x0], #24
	add x2, x2, x3
	cmp x0, x1
	b.lo records_loop
	mov x0, x2
	ret
	endf records

	func automaton // a table, but its index is the byte alone; the state is computed
	mov w3, #0
automaton_loop:
	ldrb w4, [x0], #1
	ldrb w4, [x2, x4]
	eor w3, w4, w3, lsl #1
	cmp x0, x1
	b.ne automaton_loop
	mov w0, w3
	ret
	endf automaton

	func table_crc // four inputs side by side
table_crc_loop:
	ldrb w7, [x0, #512]
	ldrb w8, [x0, #1024]
	ldrb w9, [x0, #1536]
	ldrb w10, [x0], #1
	eor w7, w7, w3
	eor w8, w8, w4
	eor w9, w9, w5
	eor w10, w10, w6
	and w7, w7, #255
	and w8, w8, #255
	and w9, w9, #255
	and w10, w10, #255
	ldr w7, [x2, w7, uxtw #2]
	ldr w8, [x2, w8, uxtw #2]
	ldr w9, [x2, w9, uxtw #2]
	ldr w10, [x2, w10, uxtw #2]
	eor w3, w7, w3, lsr #8
	eor w4, w8, w4, lsr #8
	eor w5, w9, w5, lsr #8
	eor w6, w10, w6, lsr #8
	cmp x0, x1
	b.ne table_crc_loop
	ret
	endf table_crc

	func lower_bound // where to go on is decided by a branch: the next load need not wait
lower_bound_loop:
	lsr x3, x1, #1
	add x5, x0, x3, lsl #3
	ldr x4, [x5]
	sub x1, x1, x3
	cmp x4, x2
	b.hs 1f
	mov x0, x5
1:
	cmp x1, #1
	b.hi lower_bound_loop
	ret
	endf lower_bound

	func busy_list // the base is written back, not loaded
	mov x3, #0
busy_list_loop:
	ldr x4, [x0], #24
	ldr x4, [x4]
	add x3, x3, x4
	cmp x0, x1
	b.ne busy_list_loop
	mov x0, x3
	ret
	endf busy_list

	func calling_list // what the call brings is not known to come from memory
	stp x29, x30, [sp, #-16]!
calling_list_loop:
	ldr x0, [x0, #8]
	bl visit
	cbnz x0, calling_list_loop
	ldp x29, x30, [sp], #16
	ret
	endf calling_list

	// an exclusive store that is tried again
	func tree
tree_loop:
	ldxr x1, [x0]
	ldr x2, [x1]
	stxr w3, x2, [x0]
	cbnz w3, tree_loop
	ret
	endf tree
	.section .note.GNU-stack,"",%progbits
