# Carry alone links the additions: eight registers, one chain through CF. Skylake has two ports for adc.
#: mca skylake except the flags are one register there, and dec writes it
#: latency znver4=8 skylake=8
#: finds znver4=recurrence skylake=nothing
#: measured znver4=7.94
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	adc rax, rbp
	adc rbx, rbp
	adc rcx, rbp
	adc rdx, rbp
	adc r8, rbp
	adc r9, rbp
	adc r10, rbp
	adc r11, rbp
	dec rsi
	jne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
