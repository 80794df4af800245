/* timer.S: reads the clock before and after a call whose signature nobody knows (corpus/timer.h).
 * At entry only x16 and x17 may be lost, which any call may lose, and the return address; on return x9 too. */
#include "timer.h"

	.bss
	.balign 8
timer_running:
	.zero	8

	.text
	.globl	timer_ticks
	.type	timer_ticks, %function
timer_ticks:
	mrs	x0, cntvct_el0
	ret
	.size	timer_ticks, . - timer_ticks

	.balign 64
	.type	timer_enter, %function
timer_enter:
	str	x30, [x16, #TIMED_BACK]
	adrp	x17, timer_running
	str	x16, [x17, :lo12:timer_running]
	/* Reading the counter waits for nothing: the barriers keep what is timed between the two. */
	isb
	mrs	x17, cntvct_el0
	str	x17, [x16, #TIMED_START]
	ldr	x17, [x16, #TIMED_FUNCTION]
	isb
	blr	x17
	isb
	mrs	x16, cntvct_el0
	adrp	x17, timer_running
	ldr	x17, [x17, :lo12:timer_running]
	ldr	x9, [x17, #TIMED_START]
	sub	x16, x16, x9
	ldr	x9, [x17, #TIMED_TICKS]
	add	x9, x9, x16
	str	x9, [x17, #TIMED_TICKS]
	ldr	x9, [x17, #TIMED_CALLS]
	add	x9, x9, #1
	str	x9, [x17, #TIMED_CALLS]
	ldr	x30, [x17, #TIMED_BACK]
	ret
	.size	timer_enter, . - timer_enter

.macro TIMER pair:req, name:req
	.text
	.globl	__wrap_\pair\()_bad, __wrap_\pair\()_good
__wrap_\pair\()_bad:
	adrp	x16, timer_\pair
	add	x16, x16, :lo12:timer_\pair
	ldr	x16, [x16, #TIMER_AT_BAD]
	b	timer_enter
__wrap_\pair\()_good:
	adrp	x16, timer_\pair
	add	x16, x16, :lo12:timer_\pair
	ldr	x16, [x16, #TIMER_AT_GOOD]
	b	timer_enter

	.section .rodata.str1.1, "aMS", %progbits, 1
1:	.string	"\name"

	.section drive_timers, "aw", %progbits
	.balign 8
timer_\pair:
	.xword	1b, timer_same_\pair, timer_\pair+TIMER_BAD, timer_\pair+TIMER_GOOD
	.xword	__real_\pair\()_bad, 0, 0, 0, 0, 0, 0
	.xword	__real_\pair\()_good, 0, 0, 0, 0, 0, 0
.endm

	.section .note.GNU-stack, "", %progbits
