// expect: f_twin kind=general severity=low
// spills: f stores=0 reloads=0
// spills: f_twin stores=1 reloads=1
// The store stands behind the load and does not reach it; the twin's does.
	.text
	.globl f
	.type f, %function
f:
	stp x29, x30, [sp, #-32]!
	str wzr, [sp, #24]
	bl g
	ldr w0, [sp, #24]
	str w1, [sp, #24]
	ldp x29, x30, [sp], #32
	ret
	.size f, . - f
	.globl f_twin
	.type f_twin, %function
f_twin:
	stp x29, x30, [sp, #-32]!
	str w1, [sp, #24]
	cbz w0, 1f
	bl g
1:
	ldr w0, [sp, #24]
	ldp x29, x30, [sp], #32
	ret
	.size f_twin, . - f_twin
