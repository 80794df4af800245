// A product compared with its own sign-extended low half, as clang and gcc check a multiplication: overflow. The twin
// compares two different values.
// expect: clang kind=overflow severity=low sink=abort
// expect: gcc kind=overflow severity=low sink=abort
// expect: twin kind=other severity=low sink=abort
	.text
	.macro body name, first, second
	.globl \name
	.type \name, %function
\name:
	mov w8, #1
1:	ldr w9, [x0], #4
	smull x8, w9, w8
	\first
	\second
	b.ne 2f
	cmp x0, x1
	b.ne 1b
	mov w0, w8
	ret
2:	bl abort
	.size \name, . - \name
	.endm
	body clang, "nop", "cmp x8, w8, sxtw"
	body gcc, "asr x4, x8, #32", "cmp w4, w8, asr #31"
	body twin, "asr x4, x3, #32", "cmp w4, w8, asr #31"
