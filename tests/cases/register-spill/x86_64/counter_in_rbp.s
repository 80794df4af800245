# expect: f kind=vector severity=high
# expect: f kind=vector severity=high
# expect: f kind=vector severity=high
# expect: f kind=vector severity=high
# expect: f kind=vector severity=high
# spills: f stores=10 reloads=10
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
	sub rsp, 56
	xorps xmm1, xmm1
	movsd [rsp + 8], xmm1
	movsd [rsp + 16], xmm1
	movsd [rsp + 24], xmm1
	movsd [rsp + 32], xmm1
	movsd [rsp + 40], xmm1
1:
	cmp r12d, ebp
	jle 2f
	movsd xmm0, [r13 + rbp*8]
	inc rbp
	call rbx
	addsd xmm0, [rsp + 8]
	movsd [rsp + 8], xmm0
	movaps xmm2, xmm0
	mulsd xmm0, xmm2
	call rbx
	addsd xmm0, [rsp + 16]
	movsd [rsp + 16], xmm0
	movaps xmm2, xmm0
	mulsd xmm0, xmm2
	call rbx
	addsd xmm0, [rsp + 24]
	movsd [rsp + 24], xmm0
	movaps xmm2, xmm0
	mulsd xmm0, xmm2
	call rbx
	addsd xmm0, [rsp + 32]
	movsd [rsp + 32], xmm0
	movaps xmm2, xmm0
	mulsd xmm0, xmm2
	call rbx
	addsd xmm0, [rsp + 40]
	movsd [rsp + 40], xmm0
	movaps xmm2, xmm0
	mulsd xmm0, xmm2
	jmp 1b
2:
	movsd xmm0, [rsp + 8]
	addsd xmm0, [rsp + 16]
	addsd xmm0, [rsp + 24]
	addsd xmm0, [rsp + 32]
	addsd xmm0, [rsp + 40]
	add rsp, 56
	pop rbx
	pop rbp
	pop r12
	pop r13
	ret
	.size f, . - f
