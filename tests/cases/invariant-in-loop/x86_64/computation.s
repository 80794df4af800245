# Work on values from before the loop: a multiplication, two cheap steps, floating point behind a condition.
# expect: multiply kind=computation at=multiply_at
# expect: shift_and_mask kind=computation at=mask_at
# expect: from_memory kind=computation at=from_memory_at
# expect: behind_condition kind=computation at=behind_at severity=low
	.text

	.globl multiply
	.type multiply, @function
multiply:
1:
	mov %edx, %eax
multiply_at:
	imul %ecx, %eax
	add (%rdi), %eax
	mov %eax, (%rdi)
	add $4, %rdi
	dec %rsi
	jne 1b
	ret
	.size multiply, . - multiply

	.globl shift_and_mask
	.type shift_and_mask, @function
shift_and_mask:
1:
	mov %edx, %eax
	shr $7, %eax
mask_at:
	and $31, %eax
	xor (%rdi), %eax
	mov %eax, (%rdi)
	add $4, %rdi
	dec %rsi
	jne 1b
	ret
	.size shift_and_mask, . - shift_and_mask

	.globl from_memory
	.type from_memory, @function
from_memory:
	xor %r8d, %r8d
1:
	mov 8(%rdx), %eax
from_memory_at:
	imul 12(%rdx), %eax
	add (%rdi), %eax
	add %eax, %r8d
	add $4, %rdi
	dec %rsi
	jne 1b
	mov %r8d, %eax
	ret
	.size from_memory, . - from_memory

	.globl behind_condition
	.type behind_condition, @function
behind_condition:
1:
	movss (%rdi), %xmm2
	ucomiss %xmm0, %xmm2
	jbe 2f
	movaps %xmm0, %xmm3
behind_at:
	mulss %xmm1, %xmm3
	addss %xmm3, %xmm2
2:
	movss %xmm2, (%rdi)
	add $4, %rdi
	dec %rsi
	jne 1b
	ret
	.size behind_condition, . - behind_condition
