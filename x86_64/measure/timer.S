/* timer.S: reads the clock before and after a call whose signature nobody knows (corpus/timer.h).
 * At entry only r11 may be lost, on return r8 to r11 too. The callee finds its stack as its caller left it: the return
 * address alone is another. */
#include "timer.h"

	.bss
	.balign 8
timer_running:
	.zero	8

	.text
	.globl	timer_ticks
	.type	timer_ticks, @function
timer_ticks:
	rdtsc
	shl	$32, %rdx
	or	%rdx, %rax
	ret
	.size	timer_ticks, . - timer_ticks

	.balign 64
	.type	timer_enter, @function
timer_enter:
	pop	TIMED_BACK(%r11)
	mov	%r11, timer_running(%rip)
	mov	%rax, TIMED_KEEP(%r11)
	mov	%rdx, TIMED_KEEP+8(%r11)
	/* rdtsc waits for nothing: fences keep what is timed between the two. */
	lfence
	rdtsc
	shl	$32, %rdx
	or	%rdx, %rax
	mov	%rax, TIMED_START(%r11)
	mov	TIMED_KEEP(%r11), %rax
	mov	TIMED_KEEP+8(%r11), %rdx
	lfence
	call	*TIMED_FUNCTION(%r11)
	mov	%rax, %r8
	mov	%rdx, %r9
	lfence
	rdtsc
	shl	$32, %rdx
	or	%rdx, %rax
	mov	timer_running(%rip), %r11
	sub	TIMED_START(%r11), %rax
	add	%rax, TIMED_TICKS(%r11)
	incq	TIMED_CALLS(%r11)
	mov	%r8, %rax
	mov	%r9, %rdx
	jmp	*TIMED_BACK(%r11)
	.size	timer_enter, . - timer_enter

.macro TIMER pair:req, name:req
	.text
	.globl	__wrap_\pair\()_bad, __wrap_\pair\()_good
__wrap_\pair\()_bad:
	mov	timer_\pair+TIMER_AT_BAD(%rip), %r11
	jmp	timer_enter
__wrap_\pair\()_good:
	mov	timer_\pair+TIMER_AT_GOOD(%rip), %r11
	jmp	timer_enter

	.section .rodata.str1.1, "aMS", @progbits, 1
1:	.string	"\name"

	.section drive_timers, "aw", @progbits
	.balign 8
timer_\pair:
	.quad	1b, timer_same_\pair, timer_\pair+TIMER_BAD, timer_\pair+TIMER_GOOD
	.quad	__real_\pair\()_bad, 0, 0, 0, 0, 0, 0
	.quad	__real_\pair\()_good, 0, 0, 0, 0, 0, 0
.endm

	.section .note.GNU-stack, "", @progbits
