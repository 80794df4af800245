// expect: f kind=general severity=low
// expect: f kind=general severity=low
// spills: f stores=1 reloads=1
// spills: f_twin stores=0 reloads=0
// stp and ldp of two spilled registers count as one store and one reload; two slots. The twin saves and restores.
	.text
	.globl f
	.type f, %function
f:
	stp x29, x30, [sp, #-48]!
	mov x29, sp
	stp x0, x1, [sp, #16]
	bl g
	ldp x2, x3, [x29, #16]
	add x0, x2, x3
	ldp x29, x30, [sp], #48
	ret
	.size f, . - f
	.globl f_twin
	.type f_twin, %function
f_twin:
	stp x29, x30, [sp, #-48]!
	mov x29, sp
	stp x19, x20, [sp, #16]
	stp d8, d9, [sp, #32]
	mov x19, x0
	mov x20, x1
	fmov d8, d0
	fmov d9, d1
	bl g
	add x0, x19, x20
	fadd d0, d8, d9
	ldp d8, d9, [sp, #32]
	ldp x19, x20, [sp, #16]
	ldp x29, x30, [sp], #48
	ret
	.size f_twin, . - f_twin
