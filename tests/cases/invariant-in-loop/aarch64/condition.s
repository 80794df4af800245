// A branch that goes the same way in every iteration of a small loop: by the flags, by a register alone.
// expect: mode kind=condition at=mode_at loop=mode_top confidence=high
// expect: zero kind=condition at=zero_at loop=zero_top
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
