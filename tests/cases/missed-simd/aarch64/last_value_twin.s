// What a condition chose last, needed again in the loop: each iteration waits for the one before.
// expect: none
// loop: stored stored_loop role=main blockers=recurrence
// loop: compared compared_loop role=main blockers=recurrence
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
