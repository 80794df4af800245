/* registers.S: fills every register, calls through the timer, stores them at each step. */
#include "registers.h"
	.macro	array name
	.globl	\name
\name:	.zero	REGISTERS * 8
	.endm
	.bss
	.balign 16
	array	registers_given
	array	registers_at_entry
	array	registers_left
	array	registers_after
	.globl	registers_stack_moved
registers_stack_moved: .zero 8
own_stack: .zero 8

	/* x17 is lost; x18 is the platform's. */
	.macro	store array
	adrp	x17, \array
	add	x17, x17, :lo12:\array
	.irp	n, 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,19,20,21,22,23,24,25,26,27,28,29,30
	str	x\n, [x17, #\n * 8]
	.endr
	add	x17, x17, #GENERAL * 8
	.irp	n, 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31
	str	d\n, [x17, #\n * 8]
	.endr
	.endm

	.text
	.globl	registers_bad, registers_good, registers_call
registers_good:
registers_bad:
	store	registers_at_entry
	adrp	x17, own_stack
	ldr	x17, [x17, :lo12:own_stack]
	mov	x16, sp
	sub	x16, x16, x17
	adrp	x17, registers_stack_moved
	str	x16, [x17, :lo12:registers_stack_moved]
	/* Other values in all that need not be kept. */
	.irp	n, 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15
	mvn	x\n, x\n
	.endr
	.irp	n, 0,1,2,3,4,5,6,7,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31
	mvn	v\n\().16b, v\n\().16b
	.endr
	store	registers_left
	ret

registers_call:
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
	adrp	x17, own_stack
	mov	x16, sp
	str	x16, [x17, :lo12:own_stack]
	adrp	x17, registers_given
	add	x17, x17, :lo12:registers_given
	.irp	n, 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,19,20,21,22,23,24,25,26,27,28,29
	ldr	x\n, [x17, #\n * 8]
	.endr
	add	x17, x17, #GENERAL * 8
	.irp	n, 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31
	ldr	d\n, [x17, #\n * 8]
	.endr
	bl	registers_bad_timed
	store	registers_after
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
	.section .note.GNU-stack, "", %progbits
