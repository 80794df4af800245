// expect: f kind=general severity=low loop=none
// spills: f stores=1 reloads=1
// As callee_saved, but x19 holds a value of this function when it is stored.
	.text
	.globl f
	.type f, %function
f:
	stp x29, x30, [sp, #-48]!
	mov x29, sp
	str x19, [sp, #16]
	ldr x19, [x0]
	str x19, [sp, #24]
	ldr x19, [x0, #8]
	bl g
	ldr x1, [sp, #24]
	add x0, x1, x19
	ldr x19, [sp, #16]
	ldp x29, x30, [sp], #48
	ret
	.size f, . - f
