// expect: twin kind=other severity=low sink=abort
// The stack protector's check is never a finding, in a loop neither. Its twin fails into abort.
	.text
	.globl f
	.type f, %function
f:
	stp x29, x30, [sp, #-48]!
	str x19, [sp, #16]
	mov x19, x0
	adrp x9, __stack_chk_guard
	ldr x9, [x9, :lo12:__stack_chk_guard]
	str x9, [sp, #40]
1:
	add x0, sp, #32
	bl g
	adrp x9, __stack_chk_guard
	ldr x9, [x9, :lo12:__stack_chk_guard]
	ldr x10, [sp, #40]
	cmp x10, x9
	b.ne 2f
	subs x19, x19, #1
	b.ne 1b
	ldr x19, [sp, #16]
	ldp x29, x30, [sp], #48
	ret
2:
	bl __stack_chk_fail
	.size f, . - f
	.globl twin
	.type twin, %function
twin:
	stp x29, x30, [sp, #-48]!
	str x19, [sp, #16]
	mov x19, x0
	adrp x9, __stack_chk_guard
	ldr x9, [x9, :lo12:__stack_chk_guard]
	str x9, [sp, #40]
1:
	add x0, sp, #32
	bl g
	adrp x9, __stack_chk_guard
	ldr x9, [x9, :lo12:__stack_chk_guard]
	ldr x10, [sp, #40]
	cmp x10, x9
	b.ne 2f
	subs x19, x19, #1
	b.ne 1b
	ldr x19, [sp, #16]
	ldp x29, x30, [sp], #48
	ret
2:
	bl abort
	.size twin, . - twin
