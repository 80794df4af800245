// What a condition chose last, needed again in the loop: each iteration waits for the one before.
// expect: none
// loop: stored stored_loop role=main blockers=recurrence
// loop: compared compared_loop role=main blockers=recurrence
// loop: least least_loop role=main blockers=recurrence
// loop: finds finds_loop role=main blockers=data-dependent-exit
	.text
	.globl stored
	.type stored, %function
stored: // fills gaps with the last number
	mov w3, wzr
stored_loop:
	ldr w4, [x0], #4
	cmp w4, #0
	csel w3, w4, w3, ne
	str w3, [x2], #4
	cmp x0, x1
	b.ne stored_loop
	ret
	.size stored, . - stored

	.globl compared
	.type compared, %function
compared: // drops repetitions: the index of the last number that differs from the one kept before
	mov w2, wzr
	mov w3, wzr
	mov x4, #0
compared_loop:
	ldr w5, [x0, x4, lsl #2]
	cmp w5, w3
	csel w2, w4, w2, ne
	csel w3, w5, w3, ne
	add w3, w3, w2
	add x4, x4, #1
	cmp x4, x1
	b.ne compared_loop
	mov w0, w2
	ret
	.size compared, . - compared

	.globl least
	.type least, %function
least: // where the minimum lies
	mov w2, wzr
	mov x3, #0
	ldr x4, [x0]
	b least_loop
3:
	ldr x5, [x0, x3, lsl #3]
	cmp x5, x4
	b.ge 1f
	mov w2, w3
	mov x4, x5
1:	add x3, x3, #1
least_loop:
	cmp x3, x1
	b.lt 3b
	mov w0, w2
	ret
	.size least, . - least

	.globl finds
	.type finds, %function
finds: // leaves at the first match, by a test of an argument
	mov w4, wzr
	b finds_loop
1:	add w4, w4, #1
	add x0, x0, #8
	cmp w4, w1
	b.eq 2f
finds_loop:
	ldr w5, [x0]
	cmp w5, w2
	b.ne 1b
	cmp w3, #7
	b.eq 1b
2:	mov w0, w4
	ret
	.size finds, . - finds
