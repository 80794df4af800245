# expect: f kind=vector severity=high
# spills: f stores=1 reloads=1
# spills: f_twin stores=0 reloads=0
# expect: stored_and_loaded kind=vector severity=high
# spills: stored_and_loaded stores=2 reloads=2
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
# Stored from one register and at once loaded to another, as clang-19 writes it under pressure: no volatile object is
# as wide as that.
	.globl stored_and_loaded
	.type stored_and_loaded, %function
stored_and_loaded:
1:
	movaps [rsp - 40], xmm1
	movaps xmm1, [rdi]
	mulpd xmm1, xmm2
	movapd xmm3, [rsp - 40]
	addpd xmm3, xmm1
	movapd [rsp - 40], xmm3
	movaps xmm1, [rsp - 40]
	add rdi, 16
	dec rsi
	jne 1b
	movaps xmm0, xmm1
	ret
	.size stored_and_loaded, . - stored_and_loaded
