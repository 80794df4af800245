// expect: direct kind=direct severity=high confidence=high at=direct_call loop=direct_loop cost=any counts=yes sink=helper
// expect: named kind=plt severity=high confidence=high at=named_call loop=named_loop counts=yes sink=elsewhere
// expect: hoisted_slot kind=plt at=hoisted_slot_call counts=yes sink=elsewhere
// expect: pointer kind=indirect severity=high at=pointer_call loop=pointer_loop counts=yes sink=time
// expect: virtual kind=indirect at=virtual_call loop=virtual_loop counts=yes sink=table
// expect: variable kind=indirect at=variable_call loop=variable_loop counts=yes sink=variable
// expect: hook kind=indirect at=hook_call loop=hook_loop counts=yes sink=variable
// expect: kept_hook kind=indirect at=kept_hook_call loop=kept_hook_loop counts=yes sink=pointer
// expect: length kind=plt severity=medium at=length_call counts=yes sink=memcpy
// expect: constant kind=plt severity=low at=constant_call counts=yes sink=memcpy
// expect: behind_branch kind=plt severity=medium confidence=medium at=behind_branch_call counts=yes
// expect: twice kind=direct at=twice_call counts=yes
// expect: recursive kind=direct severity=medium at=recursive_call counts=yes sink=recursive
// expect: atomic kind=plt severity=medium at=atomic_call counts=yes sink=__aarch64_ldadd8_relax
// expect: thread kind=plt severity=medium at=thread_call counts=yes
// The kinds of calls, each in an innermost loop. Twins in kinds_twin.s.
	.text
	.macro func name
	.globl \name
	.type \name, %function
\name:
	stp x29, x30, [sp, #-48]!
	stp x19, x20, [sp, #16]
	str x21, [sp, #32]
	.endm
	.macro endf name
	ldr x21, [sp, #32]
	ldp x19, x20, [sp, #16]
	ldp x29, x30, [sp], #48
	ret
	.size \name, . - \name
	.endm

	.type helper, %function
helper:
	add w0, w0, w0, lsl #1
	ret
	.size helper, . - helper

	func direct
	mov x19, x0
	add x20, x0, #400
direct_loop:
	ldr w0, [x19]
direct_call:
	bl helper
	str w0, [x19], #4
	cmp x19, x20
	b.ne direct_loop
	endf direct

	func named
	mov x19, x0
	add x20, x0, #400
named_loop:
	ldr w0, [x19]
named_call:
	bl elsewhere
	str w0, [x19], #4
	cmp x19, x20
	b.ne named_loop
	endf named

// The slot is read before the loop: still a function with a name.
	func hoisted_slot
	mov x19, x0
	add x20, x0, #400
	adrp x21, :got:elsewhere
	ldr x21, [x21, :got_lo12:elsewhere]
hoisted_slot_loop:
	ldr w0, [x19]
hoisted_slot_call:
	blr x21
	str w0, [x19], #4
	cmp x19, x20
	b.ne hoisted_slot_loop
	endf hoisted_slot

	func pointer
	mov x19, x0
	add x20, x0, #400
	mov x21, x1
pointer_loop:
	ldr w0, [x19]
pointer_call:
	blr x21
	str w0, [x19], #4
	cmp x19, x20
	b.ne pointer_loop
	endf pointer

	func virtual
	mov x19, x0
	add x20, x0, #800
virtual_loop:
	ldr x0, [x19], #8
	ldr x1, [x0]
	ldr x1, [x1, #16]
virtual_call:
	blr x1
	cmp x19, x20
	b.ne virtual_loop
	endf virtual

// A pointer to a function in a structure: it is loaded each time, and may be another after the call.
	func variable
	mov x19, x0
	add x20, x0, #400
	mov x21, x1
variable_loop:
	ldr w0, [x19]
	ldr x1, [x21, #8]
variable_call:
	blr x1
	str w0, [x19], #4
	cmp x19, x20
	b.ne variable_loop
	endf variable

// A global one of another file: the slot in the GOT holds its address and is no object.
	func hook
	mov x19, x0
	add x20, x0, #400
	adrp x21, :got:the_hook
	ldr x21, [x21, :got_lo12:the_hook]
hook_loop:
	ldr w0, [x19]
	ldr x1, [x21]
hook_call:
	blr x1
	str w0, [x19], #4
	cmp x19, x20
	b.ne hook_loop
	endf hook

// Its address lies on the stack: no table either.
	func kept_hook
	mov x19, x0
	add x20, x0, #400
	adrp x21, :got:the_hook
	ldr x21, [x21, :got_lo12:the_hook]
	str x21, [sp, #40]
kept_hook_loop:
	ldr w0, [x19]
	ldr x1, [sp, #40]
	ldr x1, [x1]
kept_hook_call:
	blr x1
	str w0, [x19], #4
	cmp x19, x20
	b.ne kept_hook_loop
	endf kept_hook

	func length
	mov x19, x0
	add x20, x0, #2400
length_loop:
	ldp x0, x1, [x19]
	ldr x2, [x19, #16]
length_call:
	bl memcpy
	add x19, x19, #24
	cmp x19, x20
	b.ne length_loop
	endf length

// A kilobyte each time: the call is the least of it.
	func constant
	mov x19, x0
	add x20, x0, #1600
constant_loop:
	ldp x0, x1, [x19], #16
	mov x2, #1024
constant_call:
	bl memcpy
	cmp x19, x20
	b.ne constant_loop
	endf constant

	func behind_branch
	mov x19, x0
	add x20, x0, #400
behind_branch_loop:
	ldr w0, [x19]
	tbnz w0, #31, 1f
behind_branch_call:
	bl elsewhere
	str w0, [x19]
1:
	add x19, x19, #4
	cmp x19, x20
	b.ne behind_branch_loop
	endf behind_branch

// Two calls of one function are one finding.
	func twice
	mov x19, x0
	add x20, x0, #400
twice_loop:
	ldr w0, [x19]
twice_call:
	bl helper
	bl helper
	str w0, [x19], #4
	cmp x19, x20
	b.ne twice_loop
	endf twice

// A tree's nodes and their children.
	func recursive
	ldr x19, [x0]
	cbz x19, 2f
recursive_loop:
	mov x0, x19
recursive_call:
	bl recursive
	ldr x19, [x19, #8]
	cbnz x19, recursive_loop
2:
	endf recursive

	func atomic
	mov x19, x0
	add x20, x0, #800
atomic_loop:
	mov x1, x19
	mov x0, #1
atomic_call:
	bl __aarch64_ldadd8_relax
	add x19, x19, #8
	cmp x19, x20
	b.ne atomic_loop
	endf atomic

// The address of a thread's variable, by its descriptor.
	func thread
	mov x19, x0
	add x20, x0, #400
thread_loop:
	adrp x0, :tlsdesc:counter
	ldr x1, [x0, #:tlsdesc_lo12:counter]
	add x0, x0, :tlsdesc_lo12:counter
	.tlsdesccall counter
thread_call:
	blr x1
	str x0, [x19], #4
	cmp x19, x20
	b.ne thread_loop
	endf thread
