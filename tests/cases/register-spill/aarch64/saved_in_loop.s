// expect: f_twin kind=general
// spills: f stores=0 reloads=0
// spills: f_twin stores=1 reloads=1
// gcc saves a callee-saved register around the path in the loop that needs it: what is saved is the caller's value again
// each time, restored before. The twin's register holds a value of its own when it is stored.
	.text
	.globl f
	.type f, %function
f:
	stp x29, x30, [sp, #-48]!
1:
	ldr x1, [x0], #8
	cbz x1, 2f
	str x25, [sp, #40]
	mov x25, x0
	bl g
	mov x0, x25
	ldr x25, [sp, #40]
	b 1b
2:
	ldp x29, x30, [sp], #48
	ret
	.size f, . - f
	.globl f_twin
	.type f_twin, %function
f_twin:
	stp x29, x30, [sp, #-48]!
	str x25, [sp, #24]
	mov x25, x0
1:
	ldr x1, [x0], #8
	cbz x1, 2f
	str x25, [sp, #40]
	mov x25, x0
	bl g
	mov x0, x25
	ldr x25, [sp, #40]
	b 1b
2:
	mov x0, x25
	ldr x25, [sp, #24]
	ldp x29, x30, [sp], #48
	ret
	.size f_twin, . - f_twin
