// expect: none
// spills: f stores=0 reloads=0
// spills: shrink stores=0 reloads=0
// Saves and restores: pre- and post-indexed, and shrink-wrapped into one path.
	.text
	.globl f
	.type f, %function
f:
	stp x29, x30, [sp, #-32]!
	mov x29, sp
	str x19, [sp, #16]
	mov x19, x0
	bl g
	add x0, x0, x19
	ldr x19, [sp, #16]
	ldp x29, x30, [sp], #32
	ret
	.size f, . - f
	.globl shrink
	.type shrink, %function
shrink:
	sub sp, sp, #32
	cbz x0, 1f
	stp x30, x19, [sp, #16]
	mov x19, x0
	bl g
	add x0, x0, x19
	ldp x30, x19, [sp, #16]
1:
	add sp, sp, #32
	ret
	.size shrink, . - shrink
