// expect: aside kind=plt severity=low confidence=low counts=no sink=refill
// expect: large kind=direct severity=low confidence=low counts=no sink=large_helper
// expect: probed kind=plt severity=low confidence=low counts=no
// Calls that no one needs to hear of as hot, or at all: outside of a loop, in a loop around the innermost one, where
// nothing comes back, in a part of the function that was split off, aside behind a branch; of a function that does
// much; of a profiler.
	.text
	.macro func name
	.globl \name
	.type \name, %function
\name:
	stp x29, x30, [sp, #-32]!
	stp x19, x20, [sp, #16]
	.endm
	.macro leave
	ldp x19, x20, [sp, #16]
	ldp x29, x30, [sp], #32
	ret
	.endm
	.macro endf name
	.size \name, . - \name
	.endm

	func outside
	mov w1, #0
	add x2, x0, #400
1:
	ldr w3, [x0], #4
	add w1, w1, w3
	cmp x0, x2
	b.ne 1b
	mov w0, w1
	bl elsewhere
	leave
	endf outside

	func outer
	mov x19, x0
	mov w20, #10
1:
	mov w0, #0
	add x2, x19, #400
2:
	ldr w3, [x19], #4
	add w0, w0, w3
	cmp x19, x2
	b.ne 2b
	bl elsewhere
	subs w20, w20, #1
	b.ne 1b
	leave
	endf outer

	func fails
	mov x19, x0
	add x20, x0, #400
1:
	ldr w0, [x19], #4
	tbnz w0, #31, 2f
	cmp x19, x20
	b.ne 1b
	leave
2:
	bl report
	bl abort
	endf fails

	.type split.cold, %function
	.section .text.unlikely, "ax", @progbits
split.cold:
split_cold:
	bl report
	b split_back
	.size split.cold, . - split.cold
	.text
	func split
	mov x19, x0
	add x20, x0, #400
1:
	ldr w0, [x19], #4
	cmp w0, #100
	b.gt split_cold
split_back:
	cmp x19, x20
	b.ne 1b
	leave
	endf split

	func aside
	mov x19, x0
	add x20, x0, #400
1:
	ldr w0, [x19], #4
	tbnz w0, #31, 3f
2:
	cmp x19, x20
	b.ne 1b
	leave
3:
	bl refill
	b 2b
	endf aside

	.type large_helper, %function
large_helper:
	.rept 60
	add w0, w0, w0, lsl #1
	.endr
	ret
	endf large_helper

	func large
	mov x19, x0
	add x20, x0, #400
1:
	ldr w0, [x19]
	bl large_helper
	str w0, [x19], #4
	cmp x19, x20
	b.ne 1b
	leave
	endf large

	func probed
	mov x19, x0
	add x20, x0, #400
1:
	bl __sanitizer_cov_trace_pc
	ldr w0, [x19]
	add w0, w0, #1
	str w0, [x19], #4
	cmp x19, x20
	b.ne 1b
	leave
	endf probed
