// expect: f kind=bounds severity=high at=f_first sink=abort
// expect: f kind=bounds severity=high at=f_second sink=abort
// Two checks share one panic block, which is reached through a jump. The twin's common block returns.
	.text
	.globl f
	.type f, %function
f:
	mov w0, wzr
1:
	ldp w9, w10, [x2], #8
	cmp x9, x1
f_first:
	b.hs 3f
	cmp x10, x5
f_second:
	b.hs 4f
	ldr w9, [x3, x9, lsl #2]
	ldr w10, [x4, x10, lsl #2]
	add w0, w0, w9
	add w0, w0, w10
	cmp x2, x6
	b.ne 1b
	ret
3:
	mov x0, x9
	b 5f
4:
	mov x0, x10
5:
	stp x29, x30, [sp, #-16]!
	bl abort
	.size f, . - f
	.globl f_twin
	.type f_twin, %function
f_twin:
	mov w0, wzr
1:
	ldp w9, w10, [x2], #8
	cmp x9, x1
	b.hs 3f
	cmp x10, x5
	b.hs 4f
	ldr w9, [x3, x9, lsl #2]
	ldr w10, [x4, x10, lsl #2]
	add w0, w0, w9
	add w0, w0, w10
	cmp x2, x6
	b.ne 1b
	ret
3:
	mov x0, x9
	b 5f
4:
	mov x0, x10
5:
	ret
	.size f_twin, . - f_twin
