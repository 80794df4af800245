// expect: none
// spills: f stores=0 reloads=0
// The canary as gcc checks it. (A value in such a place that is no canary: loop_reload.)
	.text
	.globl f
	.type f, %function
f:
	stp x29, x30, [sp, #-48]!
	adrp x0, __stack_chk_guard
	add x0, x0, :lo12:__stack_chk_guard
	mov x29, sp
	ldr x1, [x0]
	str x1, [sp, #40]
	mov x1, #0
	add x0, sp, #24
	bl g
	adrp x0, __stack_chk_guard
	add x0, x0, :lo12:__stack_chk_guard
	ldr x2, [sp, #40]
	ldr x1, [x0]
	subs x2, x2, x1
	mov x1, #0
	b.ne 1f
	ldp x29, x30, [sp], #48
	ret
1:
	bl __stack_chk_fail
	.size f, . - f
