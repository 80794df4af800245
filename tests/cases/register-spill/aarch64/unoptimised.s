// expect: none
// spills: f judged=no
// gcc -O0: every local has a home. Recognised, not judged. (Optimised twins: all other files.)
	.text
	.globl f
	.type f, %function
f:
	sub sp, sp, #32
	str x0, [sp, #8]
	str w1, [sp, #4]
	str wzr, [sp, #24]
	str wzr, [sp, #28]
	b 2f
1:
	ldrsw x0, [sp, #28]
	lsl x0, x0, #2
	ldr x1, [sp, #8]
	add x0, x1, x0
	ldr w0, [x0]
	ldr w1, [sp, #24]
	add w0, w1, w0
	str w0, [sp, #24]
	ldr w0, [sp, #28]
	add w0, w0, #1
	str w0, [sp, #28]
2:
	ldr w1, [sp, #28]
	ldr w0, [sp, #4]
	cmp w1, w0
	b.lt 1b
	ldr w0, [sp, #24]
	add sp, sp, #32
	ret
	.size f, . - f
