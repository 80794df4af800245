# expect: trip kind=bounds severity=low loop=none sink=abort
# expect: range kind=bounds severity=low loop=none
# Checks that were hoisted: one bounds the trip count, one an index of the loop. The twin's check is about something else.
	.intel_syntax noprefix
	.text
	.globl trip
	.type trip, %function
trip:
	cmp rsi, rdx
	ja 2f
	xor eax, eax
	xor ecx, ecx
1:
	add eax, [rdi + rcx*4]
	inc rcx
	cmp rcx, rsi
	jne 1b
	ret
2:
	call abort
	.size trip, . - trip
	.globl range
	.type range, %function
range:
	cmp rsi, rdx
	jae 2f
	xor eax, eax
1:
	add eax, [rdi + rsi*4]
	add rdi, 4
	dec rcx
	jne 1b
	ret
2:
	ud2
	.size range, . - range
	.globl twin
	.type twin, %function
twin:
	cmp r9d, 3
	ja 2f
	xor eax, eax
	xor ecx, ecx
1:
	add eax, [rdi + rcx*4]
	inc rcx
	cmp rcx, rsi
	jne 1b
	ret
2:
	call abort
	.size twin, . - twin
