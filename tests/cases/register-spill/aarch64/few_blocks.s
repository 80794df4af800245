// Spills around a call whose blocks carry nothing in registers: a few loads are no -O0.
// spills: f stores=1 reloads=2 judged=yes
// expect: f
// expect: f
	.text
	.globl f
	.type f, %function
f:
	stp x29, x30, [sp, #-32]!
	stp x0, x1, [sp, #16]
	bl g
	cbz w0, 1f
	ldr x0, [sp, #16]
	b 2f
1:	ldr x0, [sp, #24]
2:	bl g
	ldp x29, x30, [sp], #32
	ret
	.size f, . - f
