// expect: pointer kind=overflow at=pointer_check severity=low
// expect: pointer kind=null at=pointer_null severity=low
// expect: end kind=bounds at=end_check
// A sum compared with one of its parts has wrapped around or not; what gcc -fsanitize=undefined makes of every array
// access in trap mode, where no sink says what it is about. Compared with anything else it is a bounds check.
	.text
	.globl pointer
	.type pointer, %function
pointer:
	mov w3, #0
	mov w5, #0
1:
	sbfiz x2, x3, #2, #32
	add x4, x0, x2
	cmp x4, x0
pointer_check:
	b.lo 2f
	adds x2, x0, x2
pointer_null:
	b.eq 2f
	ldr w6, [x2]
	add w5, w5, w6
	add w3, w3, #1
	cmp w3, w1
	b.ne 1b
	mov w0, w5
	ret
2:
	brk #0x3e8
	.size pointer, . - pointer

	.globl end
	.type end, %function
end:
	mov x5, #0
1:
	ldr w3, [x1], #4
	add x4, x3, x7
	cmp x4, x6
end_check:
	b.hi 2f
	ldr x8, [x0, x4, lsl #3]
	add x5, x5, x8
	subs x2, x2, #1
	b.ne 1b
	mov x0, x5
	ret
2:
	brk #0x3e8
	.size end, . - end
