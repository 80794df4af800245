// expect: none
// spills: f stores=0 reloads=0
// The register save areas of a variadic function, whose ends are what va_list points to.
	.text
	.globl f
	.type f, %function
f:
	stp x29, x30, [sp, #-256]!
	mov x29, sp
	str q0, [sp, #64]
	str q1, [sp, #80]
	stp x1, x2, [sp, #200]
	stp x3, x4, [sp, #216]
	stp x5, x6, [sp, #232]
	str x7, [sp, #248]
	add x1, sp, #256
	stp x1, x1, [sp, #16]
	add x2, sp, #192
	str x2, [sp, #32]
	mov w3, #-56
	str w3, [sp, #40]
	add x1, sp, #16
	bl vprint
	ldp x29, x30, [sp], #256
	ret
	.size f, . - f
