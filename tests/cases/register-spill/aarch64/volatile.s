// expect: f_twin kind=general severity=high
// spills: f stores=0 reloads=0
// spills: f_twin stores=2 reloads=2
// A volatile local is loaded although a register still holds it; the twin's register was used for something else.
	.text
	.globl f
	.type f, %function
f:
	sub sp, sp, #16
	str w0, [sp, #12]
1:
	ldr w2, [sp, #12]
	add w2, w2, #1
	str w2, [sp, #12]
	ldr w2, [sp, #12]
	cmp w2, w1
	b.lt 1b
	add sp, sp, #16
	ret
	.size f, . - f
	.globl f_twin
	.type f_twin, %function
f_twin:
	sub sp, sp, #16
	str w0, [sp, #12]
1:
	ldr w2, [sp, #12]
	add w2, w2, #1
	str w2, [sp, #12]
	ldr w2, [x3]
	str w2, [x4], #4
	ldr w2, [sp, #12]
	cmp w2, w1
	b.lt 1b
	add sp, sp, #16
	ret
	.size f_twin, . - f_twin
