// expect: none
// Two compares; two and one of them again; three of different values; three
// with what is no constant; of bits; of a counter; without branches, or
// merged before one; with other work between; outside of a loop.
	.text
	.macro func name
	.globl \name
	.type \name, %function
\name:
	mov x5, #0
	.endm
	.macro bump at
	ldr x7, [x2, #\at]
	add x7, x7, #1
	str x7, [x2, #\at]
	.endm
	.macro endf name
\name\()_next:
	add x5, x5, #1
	cmp x5, x1
	b.ne \name\()_loop
	ret
	.size \name, . - \name
	.endm

	func two
two_loop:
	ldrb w6, [x0, x5]
	cmp w6, #10
	b.eq 1f
	cmp w6, #34
	b.ne two_next
1:
	bump 0
	endf two

// A compare with two branches is one.
	func three_ways
three_ways_loop:
	ldrb w6, [x0, x5]
	cmp w6, #10
	b.eq 1f
	b.hi 2f
	cmp w6, #3
	b.ne three_ways_next
1:
	bump 0
	b three_ways_next
2:
	bump 8
	endf three_ways

// The same constant again is no third case.
	func once_more
once_more_loop:
	ldrb w6, [x0, x5]
	cmp w6, #60
	b.eq 1f
	cbnz w3, 1f
	nop
1:
	cmp w6, #60
	b.eq 2f
	cmp w6, #57
	b.ne once_more_next
2:
	bump 0
	endf once_more

	func different
different_loop:
	ldrb w6, [x0], #1
	ldrb w8, [x0, #64]
	ldrb w9, [x0, #128]
	cmp w6, #10
	b.eq 1f
	cmp w8, #34
	b.eq 1f
	cmp w9, #92
	b.ne different_next
1:
	bump 0
	endf different

	func variables
variables_loop:
	ldr w6, [x0, x5, lsl #2]
	cmp w6, w8
	b.eq 1f
	cmp w6, w9
	b.eq 1f
	cmp w6, w10
	b.ne variables_next
1:
	bump 0
	endf variables

	func bits
bits_loop:
	ldr w6, [x0, x5, lsl #2]
	tbnz w6, #0, 1f
	tbnz w6, #1, 1f
	tbz w6, #3, bits_next
1:
	bump 0
	endf bits

	func counter
counter_loop:
	cmp x5, #3
	b.eq 1f
	cmp x5, #70
	b.eq 1f
	cmp x5, #900
	b.ne counter_next
1:
	bump 0
	endf counter

// Four compares, one branch.
	func merged
merged_loop:
	ldrb w6, [x0, x5]
	cmp w6, #10
	ccmp w6, #13, #4, ne
	ccmp w6, #20, #4, ne
	ccmp w6, #23, #4, ne
	b.ne merged_next
	bump 0
	endf merged

	func branch_free
	mov x8, #0
branch_free_loop:
	ldrb w6, [x0, x5]
	cmp w6, #10
	cinc x8, x8, eq
	cmp w6, #20
	cinc x8, x8, eq
	cmp w6, #30
	cinc x8, x8, eq
	endf branch_free

// Each test is followed by work of its own.
	func work
work_loop:
	ldrb w6, [x0, x5]
	cmp w6, #10
	b.eq 1f
	str x5, [x2]
	cmp w6, #34
	b.eq 1f
	str x5, [x2, #8]
	cmp w6, #92
	b.ne work_next
1:
	bump 16
	endf work

	.globl no_loop
	.type no_loop, %function
no_loop:
	cmp w0, #10
	b.eq 1f
	cmp w0, #34
	b.eq 1f
	cmp w0, #92
	b.eq 1f
	mov w0, #0
	ret
1:
	mov w0, #1
	ret
	.size no_loop, . - no_loop
