// expect: trap kind=bounds severity=high
// expect: aborts kind=bounds severity=high sink=__ubsan_handle_out_of_bounds_abort
// expect: recovers kind=bounds severity=high sink=__ubsan_handle_out_of_bounds
// expect: unknown kind=bounds severity=high
// -fsanitize=bounds: gcc's trap, its handler, and the handler that reports and goes on; a call of a function that nobody knows,
// after which nothing is reachable. The twin calls that function and goes on.
	.text
	.globl trap
	.type trap, %function
trap:
	mov w0, wzr
1:
	ldr w9, [x2], #4
	cmp w9, #63
	b.hi 2f
	ldr w9, [x3, x9, lsl #2]
	add w0, w0, w9
	cmp x2, x6
	b.ne 1b
	ret
2:
	brk #1000
	.size trap, . - trap
	.globl aborts
	.type aborts, %function
aborts:
	mov w0, wzr
1:
	ldr w9, [x2], #4
	cmp w9, #63
	b.hi 2f
	ldr w9, [x3, x9, lsl #2]
	add w0, w0, w9
	cmp x2, x6
	b.ne 1b
	ret
2:
	bl __ubsan_handle_out_of_bounds_abort
	.size aborts, . - aborts
	.globl recovers
	.type recovers, %function
recovers:
	stp x29, x30, [sp, #-64]!
	stp x19, x20, [sp, #16]
	stp x21, x22, [sp, #32]
	str x23, [sp, #48]
	mov w19, wzr
	mov x20, x2
	mov x21, x3
	mov x22, x6
1:
	ldr w23, [x20], #4
	cmp w23, #63
	b.hi 3f
2:
	ldr w9, [x21, x23, lsl #2]
	add w19, w19, w9
	cmp x20, x22
	b.ne 1b
	mov w0, w19
	ldp x19, x20, [sp, #16]
	ldp x21, x22, [sp, #32]
	ldr x23, [sp, #48]
	ldp x29, x30, [sp], #64
	ret
3:
	mov x1, x23
	bl __ubsan_handle_out_of_bounds
	b 2b
	.size recovers, . - recovers
	.globl unknown
	.type unknown, %function
unknown:
	mov w0, wzr
1:
	ldr w9, [x2], #4
	cmp w9, w1
	b.hi 2f
	ldr w9, [x3, x9, lsl #2]
	add w0, w0, w9
	cmp x2, x6
	b.ne 1b
	ret
2:
	bl die
	.size unknown, . - unknown
	.globl twin
	.type twin, %function
twin:
	stp x29, x30, [sp, #-48]!
	stp x19, x20, [sp, #16]
	stp x21, x22, [sp, #32]
	mov w19, wzr
	mov x20, x2
	mov x21, x3
	mov x22, x6
1:
	ldr w9, [x20], #4
	cmp w9, #63
	b.hi 3f
2:
	add w19, w19, w9
	cmp x20, x22
	b.ne 1b
	mov w0, w19
	ldp x19, x20, [sp, #16]
	ldp x21, x22, [sp, #32]
	ldp x29, x30, [sp], #48
	ret
3:
	bl die
	mov w9, wzr
	b 2b
	.size twin, . - twin
