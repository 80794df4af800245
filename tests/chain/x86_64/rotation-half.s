# a, b = b * d, a: half of a multiplication for each iteration.
#: mca all except it waits for copies that cores eliminate; a run took 1.48
#: latency znver4=1.5 skylake=2
#: finds nothing
#: measured znver4=1.48
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	movapd xmm3, xmm0
	movapd xmm0, xmm1
	mulsd xmm0, xmm2
	movapd xmm1, xmm3
	add rdi, 8
	mov rcx, qword ptr [rdi]
	mov qword ptr [rdi + rsi], rcx
	dec rax
	jne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
