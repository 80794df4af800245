// expect: f kind=general severity=high at=f_reload loop=f_loop
// spills: f stores=1 reloads=1
// spills: f_twin stores=0 reloads=0
// A register is stored before the loop and loaded in each iteration; the twin's store is an outgoing argument.
	.text
	.globl f
	.type f, %function
f:
	sub sp, sp, #16
	str x0, [sp, #8]
	mov x2, #0
f_loop:
f_reload:
	ldr x3, [sp, #8]
	ldr x4, [x3, x1, lsl #3]
	add x2, x2, x4
	subs x1, x1, #1
	b.ne f_loop
	mov x0, x2
	add sp, sp, #16
	ret
	.size f, . - f
	.globl f_twin
	.type f_twin, %function
f_twin:
	stp x29, x30, [sp, #-32]!
	str x0, [sp, #16]
1:
	ldr x4, [x0, x1, lsl #3]
	subs x1, x1, #1
	b.ne 1b
	bl g
	ldp x29, x30, [sp], #32
	ret
	.size f_twin, . - f_twin
