# A vector through a stack slot: not even a core that predicts the store gets around that.
#: latency znver4=12
#: finds reduction
#: memory
#: mca all except memory dependences
#: measured znver4=12.02
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	movsd xmm0, qword ptr [rsp - 8]
	addsd xmm0, qword ptr [rdi]
	movsd qword ptr [rsp - 8], xmm0
	add rdi, 8
	cmp rdi, rsi
	jne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
