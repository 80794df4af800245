// A branch that goes the same way in every iteration of a small loop: by the flags, by a register alone.
// expect: mode kind=condition at=mode_at loop=mode_top confidence=high
// expect: zero kind=condition at=zero_at loop=zero_top
// expect: in_memory kind=condition at=in_memory_at loop=in_memory_top
	.text

	.globl mode
	.type mode, %function
mode:
mode_top:
	ldr w4, [x1], #4
mode_at:
	cmp w3, #1
	b.eq 2f
	ldr w5, [x0, x4, lsl #2]
	add w4, w4, w5
2:
	str w4, [x0, x4, lsl #2]
	subs x2, x2, #1
	b.ne mode_top
	ret
	.size mode, . - mode

	.globl zero
	.type zero, %function
zero:
zero_top:
	ldr w4, [x1], #4
zero_at:
	cbz w3, 2f
	ldr w5, [x0, x4, lsl #2]
	add w4, w4, w5
2:
	str w4, [x0, x4, lsl #2]
	subs x2, x2, #1
	b.ne zero_top
	ret
	.size zero, . - zero

// The flag is loaded each time: the load is redundant-load's, the branch's outcome stands at the branch.
	.globl in_memory
	.type in_memory, %function
in_memory:
in_memory_top:
	ldr w4, [x1], #4
	ldrb w5, [x3, #8]
in_memory_at:
	tbz w5, #0, 2f
	add w8, w8, w4
2:
	eor w9, w9, w4
	subs x2, x2, #1
	b.ne in_memory_top
	add w0, w8, w9
	ret
	.size in_memory, . - in_memory
