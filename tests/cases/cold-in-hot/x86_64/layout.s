# expect: jumped_over severity=medium confidence=high at=jumped_over_cold loop=jumped_over_loop cost=any counts=yes
# expect: lines severity=high confidence=high at=lines_cold loop=lines_loop counts=yes
# expect: dispatch at=dispatch_cold loop=dispatch_loop counts=yes
# expect: fails_with_work at=fails_with_work_cold loop=fails_with_work_loop counts=yes
# expect: small severity=low confidence=medium at=small_cold loop=small_loop cost=any counts=no
# expect: two_places at=two_places_cold loop=two_places_loop counts=yes
# Code that leaves the loop for good, between the loop's blocks. Twins in layout_twin.s.
	.intel_syntax noprefix
	.text
	.macro func name
	.p2align 6
	.globl \name
	.type \name, %function
\name:
	.endm
	.macro endf name
	.size \name, . - \name
	.endm

# A description of 38 bytes, and a jump over it in each iteration.
	func jumped_over
	xor ecx, ecx
jumped_over_loop:
	movzx eax, byte ptr [rdi + rcx]
	cmp al, [rsi + rcx]
	je 1f
jumped_over_cold:
	mov [rdx], rcx
	movzx eax, byte ptr [rdi + rcx]
	mov [rdx + 8], eax
	movzx eax, byte ptr [rsi + rcx]
	mov [rdx + 12], eax
	mov dword ptr [rdx + 16], 1
	mov qword ptr [rdx + 24], 0
	mov eax, 1
	ret
1:
	inc rcx
	cmp rcx, r8
	jne jumped_over_loop
	xor eax, eax
	ret
	endf jumped_over

# The same with more than a line of it, and padding in front that is not pointed at.
	func lines
	xor ecx, ecx
lines_loop:
	movzx eax, byte ptr [rdi + rcx]
	test al, al
	jns 1f
	nop
lines_cold:
	.rept 12
	mov [rdx + 8], rcx
	mov [rdx + 16], eax
	.endr
	mov eax, 1
	ret
1:
	add [rdx], al
	inc rcx
	cmp rcx, r8
	jne lines_loop
	xor eax, eax
	ret
	endf lines

# Between the cases of a jump table.
	func dispatch
	xor ecx, ecx
	lea r9, [rip + dispatch_table]
dispatch_loop:
	movzx eax, byte ptr [rdi + rcx]
	inc rcx
	cmp eax, 3
	ja 9f
	movsxd rax, dword ptr [r9 + rax*4]
	add rax, r9
	jmp rax
dispatch_0:
	inc rsi
	jmp dispatch_loop
dispatch_1:
	test rsi, rsi
	jne 1f
dispatch_cold:
	mov [rdx], rcx
	mov dword ptr [rdx + 8], 1
	mov eax, 2
	ret
1:
	dec rsi
	jmp dispatch_loop
dispatch_2:
	neg rsi
	jmp dispatch_loop
dispatch_3:
	shl rsi
	jmp dispatch_loop
9:
	mov rax, rsi
	ret
	endf dispatch
	.section .rodata
	.p2align 2
dispatch_table:
	.long dispatch_0 - dispatch_table
	.long dispatch_1 - dispatch_table
	.long dispatch_2 - dispatch_table
	.long dispatch_3 - dispatch_table
	.text

# A check that fails for good, and cleans up and tells before: bounds-check reports it too.
	func fails_with_work
	push rbx
	xor ebx, ebx
fails_with_work_loop:
	cmp rbx, rsi
	jb 1f
fails_with_work_cold:
	mov [rdx], rbx
	mov rdi, rdx
	call log_it
	mov rdi, rdx
	call close_it
	mov edi, 1
	call abort
1:
	inc dword ptr [rdi + rbx*4]
	inc rbx
	cmp rbx, rcx
	jne fails_with_work_loop
	pop rbx
	ret
	endf fails_with_work

# Six bytes: told, as each iteration jumps over them, and not counted.
	func small
	xor ecx, ecx
small_loop:
	movzx eax, byte ptr [rdi + rcx]
	cmp al, sil
	jne 1f
small_cold:
	mov eax, 1
	ret
1:
	inc rcx
	cmp rcx, rdx
	jne small_loop
	xor eax, eax
	ret
	endf small

# Two ways out: one finding.
	func two_places
	xor ecx, ecx
two_places_loop:
	movzx eax, byte ptr [rdi + rcx]
	cmp al, 9
	jbe 1f
two_places_cold:
	mov [rdx], rcx
	mov [rdx + 8], eax
	mov eax, 1
	ret
1:
	cmp al, [rsi + rcx]
	jbe 2f
	mov [rdx], rcx
	mov [rdx + 12], eax
	mov eax, 2
	ret
2:
	inc rcx
	cmp rcx, r8
	jne two_places_loop
	xor eax, eax
	ret
	endf two_places
