// Work on values from before the loop: a multiplication, two cheap steps, floating point behind a condition.
// expect: multiply kind=computation at=multiply_at
// expect: shift_and_mask kind=computation at=mask_at
// expect: from_memory kind=computation at=from_memory_at
// expect: behind_condition kind=computation at=behind_at severity=low
	.text

	.globl multiply
	.type multiply, %function
multiply:
1:
	ldr w4, [x0]
multiply_at:
	mul w5, w2, w3
	add w4, w4, w5
	str w4, [x0], #4
	subs x1, x1, #1
	b.ne 1b
	ret
	.size multiply, . - multiply

	.globl shift_and_mask
	.type shift_and_mask, %function
shift_and_mask:
1:
	ldr w4, [x0]
	lsr w5, w2, #7
mask_at:
	and w5, w5, #31
	eor w4, w4, w5
	str w4, [x0], #4
	subs x1, x1, #1
	b.ne 1b
	ret
	.size shift_and_mask, . - shift_and_mask

	.globl from_memory
	.type from_memory, %function
from_memory:
	mov w8, #0
1:
	ldr w4, [x0], #4
	ldp w5, w6, [x2, #8]
from_memory_at:
	mul w5, w5, w6
	add w4, w4, w5
	add w8, w8, w4
	subs x1, x1, #1
	b.ne 1b
	mov w0, w8
	ret
	.size from_memory, . - from_memory

	.globl behind_condition
	.type behind_condition, %function
behind_condition:
1:
	ldr s2, [x0]
	fcmp s2, s0
	b.le 2f
behind_at:
	fmul s3, s0, s1
	fadd s2, s2, s3
2:
	str s2, [x0], #4
	subs x1, x1, #1
	b.ne 1b
	ret
	.size behind_condition, . - behind_condition
