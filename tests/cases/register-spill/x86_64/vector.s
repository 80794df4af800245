# expect: f kind=vector severity=high
# spills: f stores=1 reloads=1
# spills: f_twin stores=0 reloads=0
# A vector register around a loop; the twin moves bits from a general to a vector register through memory, and back.
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
	sub rsp, 24
	movaps [rsp], xmm0
1:
	movaps xmm1, [rsp]
	paddd xmm1, [rdi]
	movaps [rdi], xmm1
	add rdi, 16
	dec rsi
	jne 1b
	add rsp, 24
	ret
	.size f, . - f
	.globl f_twin
	.type f_twin, %function
f_twin:
	mov [rsp - 16], rdi
	mov [rsp - 8], rsi
	movq xmm0, [rsp - 16]
	movhps xmm0, [rsp - 8]
	movaps [rsp - 40], xmm0
	paddd xmm0, xmm0
	mov rax, [rsp - 40]
	ret
	.size f_twin, . - f_twin
