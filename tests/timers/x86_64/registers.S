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

	.macro	store array
	mov	%rax, \array+0(%rip)
	mov	%rcx, \array+8(%rip)
	mov	%rdx, \array+16(%rip)
	mov	%rbx, \array+24(%rip)
	mov	%rsp, \array+32(%rip)
	mov	%rbp, \array+40(%rip)
	mov	%rsi, \array+48(%rip)
	mov	%rdi, \array+56(%rip)
	.irp	n, 8,9,10,11,12,13,14,15
	mov	%r\n, \array+\n*8(%rip)
	.endr
	.irp	n, 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15
	movq	%xmm\n, \array+(GENERAL+\n)*8(%rip)
	.endr
	.endm

	.text
	.globl	registers_bad, registers_good, registers_call
registers_good:
registers_bad:
	store	registers_at_entry
	lea	8(%rsp), %rax
	sub	own_stack(%rip), %rax
	mov	%rax, registers_stack_moved(%rip)
	/* Other values in all that need not be kept. */
	.irp	r, rax, rcx, rdx, rsi, rdi, r8, r9, r10, r11
	notq	%\r
	.endr
	.irp	n, 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15
	pshufd	$0x4e, %xmm\n, %xmm\n
	paddq	%xmm\n, %xmm\n
	.endr
	store	registers_left
	ret

registers_call:
	push	%rbx
	push	%rbp
	push	%r12
	push	%r13
	push	%r14
	push	%r15
	push	%rax
	mov	%rsp, own_stack(%rip)
	.irp	n, 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15
	movq	registers_given+(GENERAL+\n)*8(%rip), %xmm\n
	movhps	registers_given+(GENERAL+\n)*8(%rip), %xmm\n
	.endr
	mov	registers_given+0(%rip), %rax
	mov	registers_given+8(%rip), %rcx
	mov	registers_given+16(%rip), %rdx
	mov	registers_given+24(%rip), %rbx
	mov	registers_given+40(%rip), %rbp
	mov	registers_given+48(%rip), %rsi
	mov	registers_given+56(%rip), %rdi
	.irp	n, 8,9,10,11,12,13,14,15
	mov	registers_given+\n*8(%rip), %r\n
	.endr
	call	registers_bad_timed
	store	registers_after
	pop	%rax
	pop	%r15
	pop	%r14
	pop	%r13
	pop	%r12
	pop	%rbp
	pop	%rbx
	ret
	.section .note.GNU-stack, "", @progbits
