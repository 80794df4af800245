// expect: ccmp kind=bounds severity=high sink=abort
// expect: sign kind=bounds severity=high
// expect: zero kind=null severity=low
// expect: rust kind=bounds severity=high confidence=high sink=core::panicking::panic_bounds_check
// ccmp chains, tbnz on the sign of an index, cbz on a pointer, a call through the GOT as rustc -Z plt=no writes it. The twin
// leaves the loop by cbz and ccmp, and returns.
	.text
	.globl ccmp
	.type ccmp, %function
ccmp:
	mov w5, #0
1:
	ldr w4, [x2], #4
	cmp w4, #3
	ccmp w4, w1, #0, gt
	b.ge 2f
	ldr w4, [x0, w4, sxtw #2]
	add w5, w5, w4
	cmp x2, x3
	b.ne 1b
	mov w0, w5
	ret
2:
	bl abort
	.size ccmp, . - ccmp
	.globl sign
	.type sign, %function
sign:
	mov w5, #0
1:
	ldr w4, [x2], #4
	tbnz w4, #31, 2f
	ldr w4, [x0, w4, sxtw #2]
	add w5, w5, w4
	cmp x2, x3
	b.ne 1b
	mov w0, w5
	ret
2:
	brk #1000
	.size sign, . - sign
	.globl zero
	.type zero, %function
zero:
	mov w5, #0
1:
	ldr x4, [x2], #8
	cbz x4, 2f
	ldr w4, [x4]
	add w5, w5, w4
	cmp x2, x3
	b.ne 1b
	mov w0, w5
	ret
2:
	bl abort
	.size zero, . - zero
	.globl rust
	.type rust, %function
rust:
	mov w5, #0
1:
	ldr x4, [x2], #8
	cmp x4, x1
	b.hs 2f
	ldr w4, [x0, x4, lsl #2]
	add w5, w5, w4
	cmp x2, x3
	b.ne 1b
	mov w0, w5
	ret
2:
	mov x0, x4
	bl _ZN4core9panicking18panic_bounds_check17h0123456789abcdefE
	.size rust, . - rust
	.globl twin
	.type twin, %function
twin:
	mov w5, #0
1:
	ldr w4, [x2], #4
	cbz w4, 2f
	cmp w4, #3
	ccmp w4, w1, #0, gt
	b.ge 2f
	ldr w4, [x0, w4, sxtw #2]
	add w5, w5, w4
	cmp x2, x3
	b.ne 1b
2:
	mov w0, w5
	ret
	.size twin, . - twin
