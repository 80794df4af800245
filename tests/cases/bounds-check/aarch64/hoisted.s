// expect: trip kind=bounds severity=low loop=none sink=abort
// A hoisted check that bounds the trip count; the twin's check is about something else. The stack protector's is none.
	.text
	.globl trip
	.type trip, %function
trip:
	cmp x1, x2
	b.hi 2f
	mov x3, #0
	mov w5, #0
1:
	ldr w4, [x0, x3, lsl #2]
	add w5, w5, w4
	add x3, x3, #1
	cmp x3, x1
	b.ne 1b
	mov w0, w5
	ret
2:
	bl abort
	.size trip, . - trip
	.globl twin
	.type twin, %function
twin:
	cmp w6, #3
	b.hi 2f
	mov x3, #0
	mov w5, #0
1:
	ldr w4, [x0, x3, lsl #2]
	add w5, w5, w4
	add x3, x3, #1
	cmp x3, x1
	b.ne 1b
	mov w0, w5
	ret
2:
	bl abort
	.size twin, . - twin
	.globl protector
	.type protector, %function
protector:
	stp x29, x30, [sp, #-48]!
	mov x29, sp
1:
	bl g
	adrp x0, __stack_chk_guard
	ldr x1, [x0, :lo12:__stack_chk_guard]
	ldr x2, [sp, #40]
	cmp x2, x1
	b.ne 2f
	cbnz x19, 1b
	ldp x29, x30, [sp], #48
	ret
2:
	bl __stack_chk_fail
	.size protector, . - protector
