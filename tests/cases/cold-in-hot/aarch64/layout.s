// expect: jumped_over severity=medium confidence=high at=jumped_over_cold loop=jumped_over_loop cost=any counts=yes
// expect: lines severity=high confidence=high at=lines_cold loop=lines_loop counts=yes
// expect: fails_with_work at=fails_with_work_cold loop=fails_with_work_loop counts=yes
// expect: small severity=low confidence=medium at=small_cold loop=small_loop cost=any counts=no
// expect: two_places at=two_places_cold loop=two_places_loop counts=yes
// Code that leaves the loop for good, between the loop's blocks. Twins in layout_twin.s.
	.text
	.macro func name
	.p2align 6
	.globl \name
	.type \name, %function
\name:
	.endm
	.macro endf name
	.size \name, . - \name
	.endm

// A description of 32 bytes, and a jump over it in each iteration.
	func jumped_over
	mov x5, #0
jumped_over_loop:
	ldrb w6, [x0, x5]
	ldrb w7, [x1, x5]
	cmp w6, w7
	b.eq 1f
jumped_over_cold:
	str x5, [x2]
	str w6, [x2, #8]
	str w7, [x2, #12]
	mov w3, #1
	str w3, [x2, #16]
	str xzr, [x2, #24]
	mov w0, #1
	ret
1:
	add x5, x5, #1
	cmp x5, x4
	b.ne jumped_over_loop
	mov w0, #0
	ret
	endf jumped_over

// The same with more than a line of it, and padding in front that is not pointed at.
	func lines
	mov x5, #0
lines_loop:
	ldrb w6, [x0, x5]
	tbz w6, #7, 1f
	nop
lines_cold:
	.rept 12
	str x5, [x2, #8]
	str w6, [x2, #16]
	.endr
	mov w0, #1
	ret
1:
	strb w6, [x1, x5]
	add x5, x5, #1
	cmp x5, x4
	b.ne lines_loop
	mov w0, #0
	ret
	endf lines

// A check that fails for good, and cleans up and tells before: bounds-check reports it too.
	func fails_with_work
	stp x29, x30, [sp, #-16]!
	mov x5, #0
fails_with_work_loop:
	cmp x5, x1
	b.lo 1f
fails_with_work_cold:
	str x5, [x2]
	mov x0, x2
	bl log_it
	mov w0, #3
	bl close_it
	bl abort
1:
	ldr w6, [x0, x5, lsl #2]
	add w6, w6, #1
	str w6, [x0, x5, lsl #2]
	add x5, x5, #1
	cmp x5, x3
	b.ne fails_with_work_loop
	ldp x29, x30, [sp], #16
	ret
	endf fails_with_work

// Eight bytes: told, as each iteration jumps over them, and not counted.
	func small
	mov x5, #0
small_loop:
	ldrb w6, [x0, x5]
	cmp w6, w1
	b.ne 1f
small_cold:
	mov w0, #1
	ret
1:
	add x5, x5, #1
	cmp x5, x2
	b.ne small_loop
	mov w0, #0
	ret
	endf small

// Two ways out: one finding.
	func two_places
	mov x5, #0
two_places_loop:
	ldrb w6, [x0, x5]
	cmp w6, #9
	b.ls 1f
two_places_cold:
	str x5, [x2]
	str w6, [x2, #8]
	mov w0, #1
	ret
1:
	ldrb w7, [x1, x5]
	cmp w6, w7
	b.ls 2f
	str x5, [x2]
	str w6, [x2, #12]
	mov w0, #2
	ret
2:
	add x5, x5, #1
	cmp x5, x4
	b.ne two_places_loop
	mov w0, #0
	ret
	endf two_places
