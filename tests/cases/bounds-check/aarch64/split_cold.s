// expect: f kind=bounds severity=high at=f_check loop=f_loop sink=abort
// gcc's shape: a branch into .text.unlikely. The twin's cold part comes back.
	.text
	.globl f
	.type f, %function
f:
	mov w5, #0
f_loop:
	ldr w4, [x2], #4
	cmp x4, x1
f_check:
	b.hs 1f
	ldr w4, [x0, x4, lsl #2]
	add w5, w5, w4
	cmp x2, x3
	b.ne f_loop
	mov w0, w5
	ret
1:
	b f.cold
	.size f, . - f
	.section .text.unlikely,"ax",@progbits
	.type f.cold, %function
f.cold:
	bl abort
	.size f.cold, . - f.cold
	.text
	.globl f_twin
	.type f_twin, %function
f_twin:
	mov w5, #0
1:
	ldr w4, [x2], #4
	cmp x4, x1
	b.hs 3f
	ldr w4, [x0, x4, lsl #2]
	add w5, w5, w4
2:
	cmp x2, x3
	b.ne 1b
	mov w0, w5
	ret
3:
	b f_twin.cold
	.size f_twin, . - f_twin
	.section .text.unlikely,"ax",@progbits
	.type f_twin.cold, %function
f_twin.cold:
	mov w5, #0
	b 2b
	.size f_twin.cold, . - f_twin.cold
	.text
