// Scalar loops behind a vector loop that may be left out, none of them its remainder: from the start again on every way;
// from one place or another, but over other memory; and rows that never go to the vector loop.
// expect: again loop=again_scalar
// loop: again again_wide role=vector-main
// loop: again again_scalar role=main blockers=none
// expect: other loop=other_scalar
// loop: other other_wide role=vector-main
// loop: other other_scalar role=main blockers=none
// expect: rows loop=rows_short
// loop: rows rows_wide role=vector-main
// loop: rows rows_short role=main blockers=none
	.text
	.globl again
	.type again, %function
again: // the sum in w5 differs by the way; where the second loop starts does not
	mov w5, wzr
	cbz w2, 1f
	movi v0.4s, #0
	mov x3, #0
again_wide:
	ldr q1, [x0, x3]
	add v0.4s, v0.4s, v1.4s
	add x3, x3, #16
	cmp x3, #4, lsl #12
	b.ne again_wide
	addv s0, v0.4s
	fmov w5, s0
	mov x3, #0
	b again_scalar
1:	mov x3, #0
again_scalar:
	ldr w6, [x0, x3, lsl #2]
	eor w6, w6, w7
	add w5, w5, w6
	str w6, [x0, x3, lsl #2]
	add x3, x3, #1
	cmp x3, #1, lsl #12
	b.ne again_scalar
	mov w0, w5
	ret
	.size again, . - again

	.globl other
	.type other, %function
other:
	mov x4, #0
	cbz w2, 2f
	mov x3, #0
other_wide:
	ldr q1, [x0, x3]
	fadd v1.4s, v1.4s, v2.4s
	str q1, [x0, x3]
	add x3, x3, #16
	cmp x3, #4, lsl #12
	b.ne other_wide
	mov x4, #1
2:	adrp x5, table
	add x5, x5, :lo12:table
other_scalar:
	ldr s1, [x5, x4, lsl #2]
	fmul s1, s1, s0
	str s1, [x5, x4, lsl #2]
	add x4, x4, #1
	cmp x4, #256
	b.ne other_scalar
	ret
	.size other, . - other

	.globl rows
	.type rows, %function
rows:
	cbz w2, 3f
rows_long:
	mov x3, #0
rows_wide:
	ldr q1, [x0, x3]
	fmul v1.4s, v1.4s, v2.4s
	str q1, [x0, x3]
	add x3, x3, #16
	cmp x3, #1024
	b.ne rows_wide
	add x0, x0, #1024
	subs x1, x1, #1
	b.ne rows_long
3:	mov x3, #0
rows_short:
	ldr s1, [x0, x3, lsl #2]
	fsub s1, s1, s0
	str s1, [x0, x3, lsl #2]
	add x3, x3, #1
	cmp x3, #256
	b.ne rows_short
	subs w2, w2, #1
	b.ne rows
	ret
	.size rows, . - rows
	.comm table, 1024, 16
