# expect: aside kind=plt severity=low confidence=low counts=no sink=refill
# expect: large kind=direct severity=low confidence=low counts=no sink=large_helper
# expect: probed kind=plt severity=low confidence=low counts=no
# Calls that no one needs to hear of as hot, or at all: outside of a loop, in a loop around the innermost one, where nothing
# comes back, in a part of the function that was split off, aside behind a branch; of a function that does much; of a
# profiler.
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

	func outside
	push rbx
	mov rbx, rdi
	lea rcx, [rdi + 400]
	xor eax, eax
1:
	add eax, [rbx]
	add rbx, 4
	cmp rbx, rcx
	jne 1b
	mov edi, eax
	call elsewhere@PLT
	pop rbx
	ret
	endf outside

	func outer
	push rbx
	push rbp
	mov rbx, rdi
	mov ebp, 10
1:
	lea rcx, [rbx + 400]
	xor eax, eax
2:
	add eax, [rbx]
	add rbx, 4
	cmp rbx, rcx
	jne 2b
	mov edi, eax
	call elsewhere@PLT
	dec ebp
	jne 1b
	pop rbp
	pop rbx
	ret
	endf outer

	func fails
	push rbx
	mov rbx, rdi
	lea rcx, [rdi + 400]
1:
	mov eax, [rbx]
	test eax, eax
	js 2f
	add rbx, 4
	cmp rbx, rcx
	jne 1b
	pop rbx
	ret
2:
	call report@PLT
	call abort@PLT
	endf fails

	.type split.cold, %function
	.section .text.unlikely, "ax", @progbits
split.cold:
split_cold:
	call report@PLT
	jmp split_back
	.size split.cold, . - split.cold
	.text
	func split
	push rbx
	push rbp
	mov rbx, rdi
	lea rbp, [rdi + 400]
1:
	mov edi, [rbx]
	test edi, edi
	js split_cold
split_back:
	add rbx, 4
	cmp rbx, rbp
	jne 1b
	pop rbp
	pop rbx
	ret
	endf split

	func aside
	push rbx
	push rbp
	mov rbx, rdi
	lea rbp, [rdi + 400]
1:
	mov edi, [rbx]
	test edi, edi
	js 3f
2:
	add rbx, 4
	cmp rbx, rbp
	jne 1b
	pop rbp
	pop rbx
	ret
3:
	call refill@PLT
	jmp 2b
	endf aside

	.type large_helper, %function
large_helper:
	.rept 60
	lea eax, [rdi + rdi*2]
	.endr
	ret
	endf large_helper

	func large
	push rbx
	push rbp
	mov rbx, rdi
	mov ebp, 100
1:
	mov edi, [rbx]
	call large_helper
	mov [rbx], eax
	add rbx, 4
	dec ebp
	jne 1b
	pop rbp
	pop rbx
	ret
	endf large

	func probed
	push rbx
	push rbp
	mov rbx, rdi
	mov ebp, 100
1:
	call __sanitizer_cov_trace_pc@PLT
	inc dword ptr [rbx]
	add rbx, 4
	dec ebp
	jne 1b
	pop rbp
	pop rbx
	ret
	endf probed
