// Two values subtracted and the difference tested: a compare. Its twin tests a value that reaches no address.
// expect: zero kind=bounds severity=high sink=abort
// expect: sign kind=bounds severity=high sink=abort
// expect: data kind=other severity=low sink=abort
	.text
	.macro body name, op, branch
	.globl \name
	.type \name, %function
\name:
	mov x3, #0
1:	\op
	\branch
	ldr w5, [x0, x3, lsl #2]
	add w6, w6, w5
	add x3, x3, #1
	cmp x3, x2
	b.ne 1b
	mov w0, w6
	ret
9:	bl abort
	.size \name, . - \name
	.endm
	body zero, "sub x7, x1, x3", "cbz x7, 9f"
	body sign, "sub x7, x3, x1", "tbz x7, #63, 9f"
	body data, "sub x7, x6, x4", "cbz x7, 9f"
