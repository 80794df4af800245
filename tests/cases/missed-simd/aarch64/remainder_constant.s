// Behind a vector loop of a constant trip count: the copy starts at one constant or another, by whether the vector loop
// ran (an overlap check leaves it out). Twin: remainder_constant_twin.s.
// expect: none
// loop: chosen chosen_wide role=vector-main
// loop: chosen chosen_rest role=remainder blockers=none
// loop: named named_wide role=vector-main
// loop: named named_rest role=remainder blockers=none
// loop: rows rows_wide role=vector-main
// loop: rows rows_short role=fallback blockers=none
	.text
	.globl chosen
	.type chosen, %function
chosen: // x0[i] = x0[i + m] + x1[i], 31999 times
	sub x9, x0, x1
	sxtw x8, w2
	cmp x9, #16
	mov x9, xzr
	b.lo 1f
	add x11, x0, x8, lsl #2
	mov x10, x0
	mov x12, x1
	mov w13, #31996
	mov w9, #31996
chosen_wide:
	ldr q0, [x12], #16
	subs x13, x13, #4
	ldr q1, [x11], #16
	fadd v0.4s, v1.4s, v0.4s
	str q0, [x10], #16
	b.ne chosen_wide
1:	lsl x11, x9, #2
	mov x12, #-31999
	add x9, x9, x12
	add x10, x0, x11
	add x11, x1, x11
chosen_rest:
	ldr s0, [x10, x8, lsl #2]
	ldr s1, [x11], #4
	adds x9, x9, #1
	fadd s0, s0, s1
	str s0, [x10], #4
	b.lo chosen_rest
	ret
	.size chosen, . - chosen

// Two addresses of one variable, each from its own relocation: only the symbol says that they are one memory.
	.globl named
	.type named, %function
named:
	mov w9, wzr
	cbz w0, 2f
	adrp x1, table+16
	add x1, x1, :lo12:table+16
	mov x2, #0
named_wide:
	ldr q1, [x1, x2]
	fmul v1.4s, v1.4s, v2.4s
	str q1, [x1, x2]
	add x2, x2, #16
	cmp x2, #992
	b.ne named_wide
	mov w9, #248
2:	adrp x3, table
	add x3, x3, :lo12:table
named_rest:
	ldr s1, [x3, x9, lsl #2]
	fmul s1, s1, s0
	str s1, [x3, x9, lsl #2]
	add x9, x9, #1
	cmp x9, #255
	b.ne named_rest
	ret
	.size named, . - named

// Rows of falling length: short ones branch off before the vector loop, in a loop around the one that the long ones have.
	.globl rows
	.type rows, %function
rows: // x0: row, x1: its length
	cmp x1, #3
	b.ls 3f
rows_long:
	lsr x4, x1, #2
	mov x2, #0
	lsl x4, x4, #4
rows_wide:
	ldr q1, [x0, x2]
	fmul v1.4s, v1.4s, v2.4s
	str q1, [x0, x2]
	add x2, x2, #16
	cmp x2, x4
	b.ne rows_wide
	add x0, x0, #1024
	sub x1, x1, #1
	cmp x1, #3
	b.hi rows_long
3:	mov x2, #0
rows_short:
	ldr s1, [x0, x2, lsl #2]
	fmul s1, s1, s0
	str s1, [x0, x2, lsl #2]
	add x2, x2, #1
	cmp x2, x1
	b.ne rows_short
	add x0, x0, #1024
	subs x1, x1, #1
	b.ne rows
	ret
	.size rows, . - rows
	.comm table, 1024, 16
