# The accumulator lives in memory: every addition waits for the store before it.
#: finds reduction
#: memory
#: mca all except memory dependences: loads wait for stores, but nothing is forwarded
	.intel_syntax noprefix
	.text
	.globl f
	.type f, %function
f:
.Lloop:
	mov eax, dword ptr [rdi]
	add dword ptr [rdx], eax
	add rdi, 4
	cmp rdi, rsi
	jne .Lloop
	ret
	.size f, . - f
	.section .note.GNU-stack,"",%progbits
