/* trampoline.S: calls a kernel with every register poisoned and stores what it left behind (trampoline.h).
 * After the call no register is trusted: x16 and x17, which no callee preserves, address the state, and the stack pointer
 * is stored before it is used. */
#include "trampoline.h"

	.arch	armv8.2-a+sve

	.bss
	.balign 64
	.globl	trampoline_state
	.hidden	trampoline_state
	.type	trampoline_state, %object
trampoline_state:
	.zero	STATE_SIZE
	.size	trampoline_state, STATE_SIZE

	.text
	.globl	trampoline_vector_bytes
	.hidden	trampoline_vector_bytes
	.type	trampoline_vector_bytes, %function
	.balign 16
trampoline_vector_bytes:
	rdvl	x0, #1
	ret
	.size	trampoline_vector_bytes, . - trampoline_vector_bytes

	.globl	trampoline_enter
	.hidden	trampoline_enter
	.type	trampoline_enter, %function
	.balign 16
trampoline_enter:
	stp	x29, x30, [sp, #-160]!
	stp	x19, x20, [sp, #16]
	stp	x21, x22, [sp, #32]
	stp	x23, x24, [sp, #48]
	stp	x25, x26, [sp, #64]
	stp	x27, x28, [sp, #80]
	stp	d8, d9, [sp, #96]
	stp	d10, d11, [sp, #112]
	stp	d12, d13, [sp, #128]
	stp	d14, d15, [sp, #144]
	adrp	x16, trampoline_state
	add	x16, x16, :lo12:trampoline_state
	mov	x17, sp
	str	x17, [x16, #STATE_SP]
	mrs	x17, fpcr
	str	x17, [x16, #STATE_FPCR_OWN]

	add	x0, x16, #STATE_VECTORS
	ldr	x1, [x16, #STATE_VECTOR]
	cbnz	x1, .Lscalable
	.irp	n, 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31
	ldr	q\n, [x0, #\n * 16]
	.endr
	b	.Lloaded
.Lscalable:
	.irp	n, 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31
	ldr	z\n, [x0, #\n, mul vl]
	.endr
	add	x0, x16, #STATE_PREDICATES
	pfalse	p0.b
	wrffr	p0.b
	.irp	n, 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15
	ldr	p\n, [x0, #\n, mul vl]
	.endr
.Lloaded:
	ldr	x0, [x16, #STATE_FPCR_IN]
	msr	fpcr, x0
	ldr	x0, [x16, #STATE_FPSR_IN]
	msr	fpsr, x0
	ldr	x0, [x16, #STATE_NZCV_IN]
	msr	nzcv, x0
	/* from here on nothing changes the flags */
	ldr	x0, [x16, #STATE_IN + SP * 8]
	mov	sp, x0
	.irp	n, 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,17,18,19,20,21,22,23,24,25,26,27,28,29
	ldr	x\n, [x16, #STATE_IN + \n * 8]
	.endr
	ldr	x16, [x16, #STATE_FUNCTION]
	blr	x16
	adrp	x16, trampoline_state
	add	x16, x16, :lo12:trampoline_state
	.irp	n, 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,18,19,20,21,22,23,24,25,26,27,28,29
	str	x\n, [x16, #STATE_OUT + \n * 8]
	.endr
	mov	x17, sp
	str	x17, [x16, #STATE_OUT + SP * 8]
	ldr	x17, [x16, #STATE_SP]
	mov	sp, x17
	mrs	x17, fpcr
	str	x17, [x16, #STATE_FPCR_OUT]
	ldr	x17, [x16, #STATE_FPCR_OWN]
	msr	fpcr, x17
	add	x17, x16, #STATE_D_OUT
	.irp	n, 8,9,10,11,12,13,14,15
	str	d\n, [x17], #8
	.endr

	ldp	d14, d15, [sp, #144]
	ldp	d12, d13, [sp, #128]
	ldp	d10, d11, [sp, #112]
	ldp	d8, d9, [sp, #96]
	ldp	x27, x28, [sp, #80]
	ldp	x25, x26, [sp, #64]
	ldp	x23, x24, [sp, #48]
	ldp	x21, x22, [sp, #32]
	ldp	x19, x20, [sp, #16]
	ldp	x29, x30, [sp], #160
	ret
	.size	trampoline_enter, . - trampoline_enter

	.section .note.GNU-stack, "", %progbits
