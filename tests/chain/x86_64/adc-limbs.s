# Long addition: dec and lea keep CF, so one cycle for each limb, hidden by the memory traffic.
#: latency znver4=1 skylake=1
#: finds nothing
#: measured znver4=1.58
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	mov rax, qword ptr [rdi]
	adc rax, qword ptr [rsi]
	mov qword ptr [rdi], rax
	lea rdi, [rdi + 8]
	lea rsi, [rsi + 8]
	dec rcx
	jne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
