# What a callee does is unknown: nothing is claimed.
#: finds nothing
#: memory
#: mca off calls
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
	push rbx
	sub rsp, 16
.Lloop:
	mulsd xmm0, xmm0
	movsd qword ptr [rsp + 8], xmm0
	call g
	movsd xmm0, qword ptr [rsp + 8]
	dec rbx
	jne .Lloop
	add rsp, 16
	pop rbx
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
