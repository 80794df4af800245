// expect: division kind=division severity=low
// expect: overflow kind=overflow severity=low
// expect: assertion kind=assert severity=low sink=__assert_fail
// expect: data kind=other severity=low
// expect: trap kind=bounds severity=high
// Kinds; LLVM's trap that says out of bounds (18). The twin of all: "data", whose compared value reaches no address.
	.text
	.globl division
	.type division, %function
division:
1:
	ldr w4, [x2], #4
	cbz w4, 2f
	udiv w5, w1, w4
	add w0, w0, w5
	cmp x2, x3
	b.ne 1b
	ret
2:
	bl abort
	.size division, . - division
	.globl overflow
	.type overflow, %function
overflow:
1:
	ldr w4, [x2], #4
	adds w0, w0, w4
	b.vs 2f
	cmp x2, x3
	b.ne 1b
	ret
2:
	bl abort
	.size overflow, . - overflow
	.globl assertion
	.type assertion, %function
assertion:
1:
	ldr w4, [x2], #4
	tbnz w4, #31, 2f
	add w0, w0, w4
	cmp x2, x3
	b.ne 1b
	ret
2:
	bl __assert_fail
	.size assertion, . - assertion
	.globl data
	.type data, %function
data:
1:
	ldr w4, [x2], #4
	cmp w4, #1000
	b.hi 2f
	add w0, w0, w4
	cmp x2, x3
	b.ne 1b
	ret
2:
	bl abort
	.size data, . - data
	.globl trap
	.type trap, %function
trap:
	mov w5, #0
1:
	ldr w4, [x2], #4
	cmp x4, #63
	b.hi 2f
	ldr w4, [x0, x4, lsl #2]
	add w5, w5, w4
	cmp x2, x3
	b.ne 1b
	mov w0, w5
	ret
2:
	brk #0x5512
	.size trap, . - trap
