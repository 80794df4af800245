// expect: maximum at=maximum_branch loop=maximum_loop severity=high confidence=high
// expect: diamond at=diamond_branch loop=diamond_loop severity=high
// expect: double_minimum at=double_minimum_branch loop=double_minimum_loop
// expect: stores_on_both at=stores_on_both_branch loop=stores_on_both_loop
// expect: stores_again at=stores_again_branch loop=stores_again_loop
// expect: loads_again at=loads_again_branch loop=loads_again_loop
// expect: copied_latch at=copied_latch_branch loop=copied_latch_loop
// expect: moved_pointer at=moved_pointer_branch loop=moved_pointer_loop
// expect: chain at=chain_branch loop=chain_loop
// expect: shared_tail at=shared_tail_branch loop=shared_tail_loop
// expect: carried_exit at=carried_exit_branch loop=carried_exit_loop
// expect: search at=search_branch loop=search_loop
// Branches that only choose between values. Each has its twin in hammock_twin.s.
	.macro func name
	.globl \name
	.type \name, %function
\name:
	.endm
	.macro endf name
	.size \name, . - \name
	.endm

	func maximum
	mov w4, #0
	mov x5, #0
maximum_loop:
	ldr w6, [x0, x5, lsl #2]
	cmp w6, w4
maximum_branch:
	b.le 1f
	mov w4, w6
1:
	add x5, x5, #1
	cmp x5, x1
	b.ne maximum_loop
	mov w0, w4
	ret
	endf maximum

// The branch tests a bit; no compare before it.
	func diamond
	mov w4, #0
	add x1, x0, x1, lsl #2
diamond_loop:
	ldr w6, [x0], #4
diamond_branch:
	tbnz w6, #31, 1f
	add w4, w4, w6
	b 2f
1:
	sub w4, w4, w6
2:
	cmp x0, x1
	b.ne diamond_loop
	mov w0, w4
	ret
	endf diamond

	func double_minimum
	mov x5, #0
double_minimum_loop:
	ldr d1, [x0, x5, lsl #3]
	fcmp d1, d0
double_minimum_branch:
	b.pl 1f
	fmov d0, d1
1:
	add x5, x5, #1
	cmp x5, x1
	b.ne double_minimum_loop
	ret
	endf double_minimum

// Every way stores to the same place.
	func stores_on_both
	mov w7, #255
stores_on_both_loop:
	ldr w6, [x0], #4
	cmp w6, #255
stores_on_both_branch:
	b.gt 1f
	str w6, [x1]
	b 2f
1:
	str w7, [x1]
2:
	add x1, x1, #4
	subs x2, x2, #1
	b.ne stores_on_both_loop
	ret
	endf stores_on_both

// The arm stores to where this iteration has stored already.
	func stores_again
	mov w7, #255
	mov x5, #0
stores_again_loop:
	ldr w6, [x0, x5, lsl #2]
	str w6, [x1, x5, lsl #2]
	cmp w6, #255
stores_again_branch:
	b.le 1f
	str w7, [x1, x5, lsl #2]
1:
	add x5, x5, #1
	cmp x5, x2
	b.ne stores_again_loop
	ret
	endf stores_again

// The arm loads what this iteration has loaded already: it cannot fault.
	func loads_again
	mov w4, #0
	mov x5, #0
loads_again_loop:
	ldr w6, [x0, x5, lsl #2]
	cmp w6, #3
loads_again_branch:
	b.le 1f
	ldr w7, [x0, x5, lsl #2]
	add w4, w4, w7
1:
	add x5, x5, #1
	cmp x5, x1
	b.ne loads_again_loop
	mov w0, w4
	ret
	endf loads_again

// Each arm ends in a copy of the latch.
	func copied_latch
	mov x4, #0
	mov x7, #0
	b copied_latch_loop
1:
	add x7, x7, #1
	subs x1, x1, #1
	b.eq 2f
copied_latch_loop:
	ldr w6, [x0], #4
copied_latch_branch:
	tbnz w6, #31, 1b
	add x4, x4, #1
	subs x1, x1, #1
	b.ne copied_latch_loop
2:
	add x0, x4, x7
	ret
	endf copied_latch

// A store with write-back in one arm, and the same place behind the addition in the other.
	func moved_pointer
	mov x6, #0
	mov x5, #0
	b moved_pointer_loop
1:
	add x0, x0, #8
	add x6, x6, #1
	stur x4, [x0, #-8]
	cmp x7, x0
	b.eq 2f
moved_pointer_loop:
	ldr x4, [x2, x6, lsl #3]
	ldr x3, [x1, x5, lsl #3]
	cmp x3, x4
moved_pointer_branch:
	b.hi 1b
	str x3, [x0], #8
	add x5, x5, #1
	cmp x7, x0
	b.ne moved_pointer_loop
2:
	ret
	endf moved_pointer

// if, else if, else: one finding, at the outermost branch.
	func chain
	mov x4, #0
	mov x6, #0
	mov x7, #0
	mov x5, #0
chain_loop:
	ldr w8, [x0, x5, lsl #2]
	cmp w8, w2
chain_branch:
	b.lt 1f
	cmp w8, w3
	b.gt 2f
	add x4, x4, #1
	b 3f
1:
	add x6, x6, #1
	b 3f
2:
	add x7, x7, #1
3:
	add x5, x5, #1
	cmp x5, x1
	b.ne chain_loop
	add x0, x4, x6, lsl #1
	add x0, x0, x7, lsl #2
	ret
	endf chain

// Two of the arms share a tail.
	func shared_tail
	mov w4, #0
	mov x5, #0
shared_tail_loop:
	ldrb w6, [x0, x5]
	sub w7, w6, #48
	cmp w7, #10
shared_tail_branch:
	b.lo 2f
	sub w7, w6, #55
	cmp w6, #97
	b.lo 2f
	sub w7, w6, #87
2:
	add w4, w4, w7
	add x5, x5, #1
	cmp x5, x1
	b.ne shared_tail_loop
	mov w0, w4
	ret
	endf shared_tail

// What is chosen is how far to go on, and the copies of the latch test it.
	func carried_exit
	mov x2, #0
	mov x4, #0
	b carried_exit_loop
1:
	add x2, x2, #1
	add x4, x4, #1
	cmp x1, x2
	b.ls 2f
carried_exit_loop:
	ldrb w3, [x0, x2]
carried_exit_branch:
	tbz w3, #7, 1b
	and w3, w3, #7
	add x2, x2, x3
	add x4, x4, #1
	cmp x1, x2
	b.hi carried_exit_loop
2:
	mov x0, x4
	ret
	endf carried_exit

// A binary search: the branch chooses a half.
	func search
	mov x4, #0
search_loop:
	lsr x5, x1, #1
	add x6, x4, x5
	ldr w7, [x0, x6, lsl #2]
	cmp w7, w2
search_branch:
	b.hs 1f
	mov x4, x6
1:
	sub x1, x1, x5
	cmp x1, #1
	b.hi search_loop
	mov x0, x4
	ret
	endf search
