# expect: direct kind=direct severity=high confidence=high at=direct_call loop=direct_loop cost=any counts=yes sink=helper
# expect: named kind=plt severity=high confidence=high at=named_call loop=named_loop counts=yes sink=elsewhere
# expect: slot kind=plt at=slot_call loop=slot_loop counts=yes sink=elsewhere
# expect: hoisted_slot kind=plt at=hoisted_slot_call counts=yes sink=elsewhere
# expect: pointer kind=indirect severity=high at=pointer_call loop=pointer_loop counts=yes sink=time
# expect: virtual kind=indirect at=virtual_call loop=virtual_loop counts=yes sink=table
# expect: variable kind=indirect at=variable_call loop=variable_loop counts=yes sink=variable
# expect: hook kind=indirect at=hook_call loop=hook_loop counts=yes sink=variable
# expect: kept_hook kind=indirect at=kept_hook_call loop=kept_hook_loop counts=yes sink=pointer
# expect: length kind=plt severity=medium at=length_call counts=yes sink=memcpy
# expect: constant kind=plt severity=low at=constant_call counts=yes sink=memcpy
# expect: behind_branch kind=plt severity=medium confidence=medium at=behind_branch_call counts=yes
# expect: twice kind=direct at=twice_call counts=yes
# expect: recursive kind=direct severity=medium at=recursive_call counts=yes sink=recursive
# expect: thread kind=plt severity=medium at=thread_call counts=yes sink=__tls_get_addr
# The kinds of calls, each in an innermost loop. Twins in kinds_twin.s.
	.intel_syntax noprefix
	.text
	.macro func name
	.globl \name
	.type \name, %function
\name:
	.endm
	.macro endf name
	.size \name, . - \name
	.endm

	.type helper, %function
helper:
	lea eax, [rdi + rdi*2]
	ret
	endf helper

	func direct
	push rbx
	push rbp
	mov rbx, rdi
	mov ebp, 100
direct_loop:
	mov edi, [rbx]
direct_call:
	call helper
	mov [rbx], eax
	add rbx, 4
	dec ebp
	jne direct_loop
	pop rbp
	pop rbx
	ret
	endf direct

	func named
	push rbx
	push rbp
	mov rbx, rdi
	lea rbp, [rdi + 400]
named_loop:
	mov edi, [rbx]
named_call:
	call elsewhere@PLT
	mov [rbx], eax
	add rbx, 4
	cmp rbx, rbp
	jne named_loop
	pop rbp
	pop rbx
	ret
	endf named

# -fno-plt: through the GOT slot.
	func slot
	push rbx
	push rbp
	mov rbx, rdi
	lea rbp, [rdi + 400]
slot_loop:
	mov edi, [rbx]
slot_call:
	call [rip + elsewhere@GOTPCREL]
	mov [rbx], eax
	add rbx, 4
	cmp rbx, rbp
	jne slot_loop
	pop rbp
	pop rbx
	ret
	endf slot

# The slot is read before the loop: still a function with a name.
	func hoisted_slot
	push rbx
	push rbp
	push r12
	mov rbx, rdi
	lea rbp, [rdi + 400]
	mov r12, [rip + elsewhere@GOTPCREL]
hoisted_slot_loop:
	mov edi, [rbx]
hoisted_slot_call:
	call r12
	mov [rbx], eax
	add rbx, 4
	cmp rbx, rbp
	jne hoisted_slot_loop
	pop r12
	pop rbp
	pop rbx
	ret
	endf hoisted_slot

	func pointer
	push rbx
	push rbp
	push r12
	mov rbx, rdi
	lea rbp, [rdi + 400]
	mov r12, rsi
pointer_loop:
	mov edi, [rbx]
pointer_call:
	call r12
	mov [rbx], eax
	add rbx, 4
	cmp rbx, rbp
	jne pointer_loop
	pop r12
	pop rbp
	pop rbx
	ret
	endf pointer

	func virtual
	push rbx
	push rbp
	mov rbx, rdi
	lea rbp, [rdi + 800]
virtual_loop:
	mov rdi, [rbx]
	mov rax, [rdi]
virtual_call:
	call [rax + 16]
	add rbx, 8
	cmp rbx, rbp
	jne virtual_loop
	pop rbp
	pop rbx
	ret
	endf virtual

# A pointer to a function in a structure: it is loaded each time, and may be another after the call.
	func variable
	push rbx
	push rbp
	push r12
	mov rbx, rdi
	lea rbp, [rdi + 400]
	mov r12, rsi
variable_loop:
	mov edi, [rbx]
variable_call:
	call [r12 + 8]
	mov [rbx], eax
	add rbx, 4
	cmp rbx, rbp
	jne variable_loop
	pop r12
	pop rbp
	pop rbx
	ret
	endf variable

# A global one of another file: the slot in the GOT holds its address and is no object.
	func hook
	push rbx
	push rbp
	push r12
	mov rbx, rdi
	lea rbp, [rdi + 400]
	mov r12, [rip + the_hook@GOTPCREL]
hook_loop:
	mov edi, [rbx]
hook_call:
	call [r12]
	mov [rbx], eax
	add rbx, 4
	cmp rbx, rbp
	jne hook_loop
	pop r12
	pop rbp
	pop rbx
	ret
	endf hook

# Its address lies on the stack: no table either.
	func kept_hook
	push rbx
	push rbp
	sub rsp, 24
	mov rbx, rdi
	lea rbp, [rdi + 400]
	mov rax, [rip + the_hook@GOTPCREL]
	mov [rsp + 8], rax
kept_hook_loop:
	mov edi, [rbx]
	mov rax, [rsp + 8]
kept_hook_call:
	call [rax]
	mov [rbx], eax
	add rbx, 4
	cmp rbx, rbp
	jne kept_hook_loop
	add rsp, 24
	pop rbp
	pop rbx
	ret
	endf kept_hook

	func length
	push rbx
	push rbp
	mov rbx, rdi
	lea rbp, [rdi + 2400]
length_loop:
	mov rdi, [rbx]
	mov rsi, [rbx + 8]
	mov rdx, [rbx + 16]
length_call:
	call memcpy@PLT
	add rbx, 24
	cmp rbx, rbp
	jne length_loop
	pop rbp
	pop rbx
	ret
	endf length

# A kilobyte each time: the call is the least of it.
	func constant
	push rbx
	push rbp
	mov rbx, rdi
	lea rbp, [rdi + 1600]
constant_loop:
	mov rdi, [rbx]
	mov rsi, [rbx + 8]
	mov edx, 1024
constant_call:
	call memcpy@PLT
	add rbx, 16
	cmp rbx, rbp
	jne constant_loop
	pop rbp
	pop rbx
	ret
	endf constant

	func behind_branch
	push rbx
	push rbp
	mov rbx, rdi
	lea rbp, [rdi + 400]
behind_branch_loop:
	mov edi, [rbx]
	test edi, edi
	js 1f
behind_branch_call:
	call elsewhere@PLT
	mov [rbx], eax
1:
	add rbx, 4
	cmp rbx, rbp
	jne behind_branch_loop
	pop rbp
	pop rbx
	ret
	endf behind_branch

# Two calls of one function are one finding.
	func twice
	push rbx
	push rbp
	mov rbx, rdi
	lea rbp, [rdi + 400]
twice_loop:
	mov edi, [rbx]
twice_call:
	call helper
	mov edi, eax
	call helper
	mov [rbx], eax
	add rbx, 4
	cmp rbx, rbp
	jne twice_loop
	pop rbp
	pop rbx
	ret
	endf twice

# A tree's nodes and their children.
	func recursive
	push rbx
	mov rbx, [rdi]
	test rbx, rbx
	je 2f
recursive_loop:
	mov rdi, rbx
recursive_call:
	call recursive
	mov rbx, [rbx + 8]
	test rbx, rbx
	jne recursive_loop
2:
	pop rbx
	ret
	endf recursive

# The address of a thread's variable.
	func thread
	push rbx
	push rbp
	mov rbx, rdi
	lea rbp, [rdi + 800]
thread_loop:
	data16
	lea rdi, counter@tlsgd[rip]
thread_call:
	.value 0x6666
	rex64
	call __tls_get_addr@PLT
	mov [rbx], rax
	add rbx, 8
	cmp rbx, rbp
	jne thread_loop
	pop rbp
	pop rbx
	ret
	endf thread
