# expect: f kind=vector severity=high
# spills: f stores=2 reloads=3
# gcc -Os: calls destroy every vector register, so all sums live in the frame, but the counter is in rbp, which is no
# frame pointer here: registers carry values between blocks, as -O0 never does. Twin of unoptimised.s.
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
	push r13
	mov r13, rdi
	push r12
	mov r12d, esi
	push rbp
	xor ebp, ebp
	push rbx
	mov rbx, rdx
	sub rsp, 24
	xorps xmm1, xmm1
	movsd [rsp + 8], xmm1
1:
	cmp r12d, ebp
	jle 2f
	movsd xmm0, [r13 + rbp*8]
	inc rbp
	call rbx
	addsd xmm0, [rsp + 8]
	movsd [rsp + 8], xmm0
	call rbx
	mulsd xmm0, [rsp + 8]
	call rbx
	jmp 1b
2:
	movsd xmm0, [rsp + 8]
	add rsp, 24
	pop rbx
	pop rbp
	pop r12
	pop r13
	ret
	.size f, . - f
