// Loops with nothing in them that forbids vectors.
// expect: add loop=add_loop severity=high confidence=high
// loop: add add_loop role=main blockers=none vector_bits=0
// expect: sum loop=sum_loop
// loop: sum sum_loop role=main blockers=none
// expect: count loop=count_loop
// loop: count count_loop blockers=none
// expect: eight_later loop=eight_later_loop
// loop: eight_later eight_later_loop blockers=none
// expect: gap_free loop=gap_free_loop
// expect: backwards loop=backwards_loop
// loop: backwards backwards_loop blockers=none
// expect: both_ways loop=both_ways_loop
// loop: both_ways both_ways_loop blockers=none
// expect: floats loop=floats_loop
// loop: floats floats_loop vector_bits=0 blockers=none
// expect: fabs loop=fabs_loop
// loop: fabs fabs_loop vector_bits=0 blockers=none
// expect: popcount loop=popcount_loop
// loop: popcount popcount_loop vector_bits=0 blockers=none
// expect: unrolled loop=unrolled_loop
// loop: unrolled unrolled_loop role=main blockers=none
// loop: unrolled unrolled_rest role=remainder
// expect: nest loop=inner_loop
// loop: nest outer_loop depth=1 innermost=no
// loop: nest inner_loop depth=2 innermost=yes blockers=none
// expect: minimum loop=minimum_loop
// loop: minimum minimum_loop blockers=none
// expect: own_counts loop=own_counts_loop severity=medium confidence=low
// expect: same_count loop=same_count_loop severity=high confidence=high
// expect: two_exits loop=two_exits_loop severity=high confidence=medium
// loop: two_exits two_exits_loop blockers=none
	.macro func name
	.globl \name
	.type \name, %function
\name:
	.endm
	.macro endf name
	.size \name, . - \name
	.endm

	func add
	mov x5, #0
add_loop:
	ldr w6, [x0, x5, lsl #2]
	ldr w7, [x2, x5, lsl #2]
	add w6, w6, w7
	str w6, [x0, x5, lsl #2]
	add x5, x5, #1
	cmp x5, x1
	b.ne add_loop
	ret
	endf add

	func sum
	mov w4, #0
	add x1, x0, x1
sum_loop:
	ldrb w5, [x0], #1
	add w4, w4, w5
	cmp x0, x1
	b.ne sum_loop
	mov w0, w4
	ret
	endf sum

// A sum of conditions.
	func count
	mov w4, #0
count_loop:
	ldrb w5, [x0], #1
	cmp w5, w2
	cinc w4, w4, eq
	subs x1, x1, #1
	b.ne count_loop
	mov w0, w4
	ret
	endf count

// What is stored is loaded again, but eight elements later.
	func eight_later
eight_later_loop:
	ldr w2, [x0]
	add w2, w2, #3
	str w2, [x0, #32]
	add x0, x0, #4
	subs x1, x1, #1
	b.ne eight_later_loop
	ret
	endf eight_later

// Pairs: a stride of two elements, both of them touched.
	func gap_free
gap_free_loop:
	ldr w4, [x0]
	ldr w5, [x0, #4]
	add w4, w4, #1
	sub w5, w5, #1
	str w4, [x0]
	str w5, [x0, #4]
	add x0, x0, #8
	subs x1, x1, #1
	b.ne gap_free_loop
	ret
	endf gap_free

// One place is stored and loaded in the same iteration, and the walk goes down: nothing is carried.
	func backwards
backwards_loop:
	ldr w4, [x0]
	add w4, w4, #3
	str w4, [x0], #-4
	subs x1, x1, #1
	b.ne backwards_loop
	ret
	endf backwards

// Each way stores: a choice of values, no conditional store.
	func both_ways
	mov x5, #0
both_ways_loop:
	ldr w6, [x0, x5, lsl #2]
	cmp w6, #0
	b.le 1f
	str w6, [x2, x5, lsl #2]
	b 2f
1:
	str wzr, [x2, x5, lsl #2]
2:
	add x5, x5, #1
	cmp x5, x1
	b.ne both_ways_loop
	ret
	endf both_ways

// Scalar floating point in vector registers.
	func floats
	mov x5, #0
floats_loop:
	ldr s1, [x0, x5, lsl #2]
	ldr s2, [x2, x5, lsl #2]
	fmadd s1, s1, s0, s2
	str s1, [x2, x5, lsl #2]
	add x5, x5, #1
	cmp x5, x1
	b.ne floats_loop
	ret
	endf floats

	func fabs
fabs_loop:
	ldr d1, [x0]
	fabs d1, d1
	fneg d1, d1
	str d1, [x0], #8
	subs x1, x1, #1
	b.ne fabs_loop
	ret
	endf fabs

// A scalar's bits are counted in a vector register.
	func popcount
	mov w4, #0
popcount_loop:
	ldr w5, [x0], #4
	fmov s0, w5
	cnt v0.8b, v0.8b
	addv b0, v0.8b
	fmov w5, s0
	add w4, w4, w5
	subs x1, x1, #1
	b.ne popcount_loop
	mov w0, w4
	ret
	endf popcount

// Two elements in each iteration, and the last one behind.
	func unrolled
	and x3, x1, #0xfffffffffffffffe
	mov x4, #0
	cmp x1, #2
	b.lo 1f
unrolled_loop:
	add x6, x0, x4, lsl #2
	ldp w5, w7, [x6]
	add w5, w5, #7
	add w7, w7, #7
	stp w5, w7, [x6]
	add x4, x4, #2
	cmp x4, x3
	b.ne unrolled_loop
1:
	cmp x4, x1
	b.eq 2f
unrolled_rest:
	ldr w5, [x0, x4, lsl #2]
	add w5, w5, #7
	str w5, [x0, x4, lsl #2]
	add x4, x4, #1
	cmp x4, x1
	b.ne unrolled_rest
2:
	ret
	endf unrolled

// Only the innermost loop is judged.
	func nest
outer_loop:
	mov x5, #0
inner_loop:
	ldr w6, [x0, x5, lsl #2]
	eor w6, w6, w2
	str w6, [x0, x5, lsl #2]
	add x5, x5, #1
	cmp x5, x1
	b.ne inner_loop
	add x0, x0, x3
	subs x4, x4, #1
	b.ne outer_loop
	ret
	endf nest

// A minimum of bytes, cut to a byte in each iteration, as gcc writes it.
	func minimum
	mov w4, #255
	add x1, x0, x1
minimum_loop:
	ldrb w5, [x0], #1
	cmp w5, w4
	csel w4, w5, w4, ls
	and w4, w4, #0xff
	cmp x0, x1
	b.ne minimum_loop
	mov w0, w4
	ret
	endf minimum

// Each element is shifted by a count of its own, which not every ISA's base level can do.
	func own_counts
	mov x4, #0
	mov x5, #0
own_counts_loop:
	ldrb w6, [x0], #1
	lsl x6, x6, x5
	add x4, x4, x6
	add x5, x5, #8
	cmp x5, x1
	b.lo own_counts_loop
	mov x0, x4
	ret
	endf own_counts

	func same_count
same_count_loop:
	ldr w6, [x0]
	lsl w6, w6, w2
	str w6, [x0], #4
	subs x1, x1, #1
	b.ne same_count_loop
	ret
	endf same_count

// Two exits, both by counts.
	func two_exits
two_exits_loop:
	ldr w6, [x0]
	add w6, w6, w3
	str w6, [x0], #4
	subs x1, x1, #1
	b.eq 1f
	subs x2, x2, #2
	b.hi two_exits_loop
1:
	ret
	endf two_exits
