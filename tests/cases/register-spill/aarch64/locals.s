// expect: beside kind=general severity=low at=beside_reload
// spills: array stores=0 reloads=0
// spills: taken stores=0 reloads=0
// spills: object stores=0 reloads=0
// spills: beside stores=1 reloads=1
// An array that is indexed, a local whose address is taken, an object stored whole and loaded in parts; beside an object, a
// register that is really spilled.
	.text
	.globl array
	.type array, %function
array:
	sub sp, sp, #32
	stp w0, w1, [sp]
	mov x4, sp
1:
	ldr w3, [x4, x2, lsl #2]
	add w5, w5, w3
	subs x2, x2, #1
	b.ne 1b
	ldr w0, [sp]
	add w0, w0, w5
	add sp, sp, #32
	ret
	.size array, . - array
	.globl taken
	.type taken, %function
taken:
	stp x29, x30, [sp, #-32]!
	str x0, [sp, #24]
	add x0, sp, #24
	bl g
	ldr x0, [sp, #24]
	ldp x29, x30, [sp], #32
	ret
	.size taken, . - taken
	.globl object
	.type object, %function
object:
	sub sp, sp, #16
	str x0, [sp, #8]
	ldr w0, [sp, #8]
	ldr w1, [sp, #12]
	add w0, w0, w1
	add sp, sp, #16
	ret
	.size object, . - object
	.globl beside
	.type beside, %function
beside:
	stp x29, x30, [sp, #-48]!
	str x0, [sp, #16]
	str w1, [sp, #24]
	add x0, sp, #24
	bl g
beside_reload:
	ldr x2, [sp, #16]
	ldr w0, [sp, #28]
	ldr w1, [x2]
	add w0, w0, w1
	ldp x29, x30, [sp], #48
	ret
	.size beside, . - beside
