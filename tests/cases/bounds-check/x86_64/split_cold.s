# expect: f kind=bounds severity=high confidence=medium at=f_check loop=f_loop sink=abort
# gcc's shape: je into .text.unlikely through a relocation. The twin's cold part comes back.
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
	xor eax, eax
f_loop:
	mov ecx, [rdx]
	cmp rcx, rsi
f_check:
	jae f.cold
	add eax, [rdi + rcx*4]
	add rdx, 4
	cmp rdx, r8
	jne f_loop
	ret
	.size f, . - f
	.section .text.unlikely,"ax",@progbits
	.type f.cold, %function
f.cold:
	call abort
	.size f.cold, . - f.cold
	.text
	.globl f_twin
	.type f_twin, %function
f_twin:
	xor eax, eax
1:
	mov ecx, [rdx]
	cmp rcx, rsi
	jae f_twin.cold
	add eax, [rdi + rcx*4]
2:
	add rdx, 4
	cmp rdx, r8
	jne 1b
	ret
	.size f_twin, . - f_twin
	.section .text.unlikely,"ax",@progbits
	.type f_twin.cold, %function
f_twin.cold:
	xor eax, eax
	jmp 2b
	.size f_twin.cold, . - f_twin.cold
	.text
