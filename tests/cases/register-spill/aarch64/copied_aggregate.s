// expect: kept kind=general severity=low loop=none
// expect: kept kind=general severity=low loop=none
// spills: copied stores=0 reloads=0
// spills: kept stores=2 reloads=2
// A structure of two words that is copied to the frame and on: both words lie to each other as where they come from. The
// twin computes with what it loads again.
	.text
	.globl copied
	.type copied, %function
copied:
	sub sp, sp, #48
	stp x30, x19, [sp, #32]
	mov x19, x0
	ldr x2, [x1, #8]
	ldr x3, [x1, #16]
	str x2, [sp, #8]
	str x3, [sp, #16]
	bl g
	ldr x2, [sp, #8]
	ldr x3, [sp, #16]
	str x2, [x19]
	str x3, [x19, #8]
	ldp x30, x19, [sp, #32]
	add sp, sp, #48
	ret
	.size copied, . - copied
	.globl kept
	.type kept, %function
kept:
	sub sp, sp, #48
	stp x30, x19, [sp, #32]
	mov x19, x0
	ldr x2, [x1, #8]
	ldr x3, [x1, #16]
	str x2, [sp, #8]
	str x3, [sp, #16]
	bl g
	ldr x2, [sp, #8]
	ldr x3, [sp, #16]
	add x0, x19, x2
	eor x0, x0, x3
	ldp x30, x19, [sp, #32]
	add sp, sp, #48
	ret
	.size kept, . - kept
