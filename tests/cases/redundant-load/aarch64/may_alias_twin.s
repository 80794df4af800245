// The same with stores that cannot reach what is loaded: elements behind their header, the own frame, other fields; and
// a flag that the loop waits for, which some store may set.
// expect: header kind=invariant
// expect: frame kind=invariant
// expect: fields kind=invariant
	.text

	.globl header
	.type header, %function
header:
	add x2, x0, #8
1:
	ldr w3, [x0]
	str w3, [x2], #4
	subs x1, x1, #1
	b.ne 1b
	ret
	.size header, . - header

	.globl frame
	.type frame, %function
frame:
	sub sp, sp, #128
	mov x3, #0
1:
	ldr w4, [x0]
	strb w4, [sp, x3]
	add x3, x3, #1
	cmp x3, x1
	b.ne 1b
	ldrb w0, [sp, x2]
	add sp, sp, #128
	ret
	.size frame, . - frame

	.globl fields
	.type fields, %function
fields:
1:
	ldr w3, [x0, #8]
	str w3, [x0, #4]
	subs x1, x1, #1
	b.ne 1b
	ret
	.size fields, . - fields

	.globl flag
	.type flag, %function
flag:
	mov w3, #1
1:
	strb w3, [x1], #1
	ldrb w2, [x0]
	cbz w2, 1b
	ret
	.size flag, . - flag
