// A minimum and a maximum out of a difference and its sign, scalar and packed; absolute differences; products that are only
// added; a multiplication by 17.
// expect: smaller kind=min-max at=smaller_add confidence=medium
// expect: packed kind=min-max at=packed_add
// expect: clamped kind=min-max at=clamped_add
// expect: difference kind=absolute-difference at=difference_sub
// expect: chosen kind=absolute-difference at=chosen_bsl
// expect: fused kind=multiply-add at=fused_add
// expect: joined kind=multiply-add at=joined_add
// expect: seventeen kind=multiply-by-constant at=seventeen_mul
	.text
	.globl smaller
	.type smaller, %function
smaller:
	sub w2, w0, w1
	and w2, w2, w2, asr #31
smaller_add:
	add w0, w1, w2
	ret
	.size smaller, . - smaller

	.globl packed
	.type packed, %function
packed:
	sub v2.8h, v0.8h, v1.8h
	cmlt v0.8h, v2.8h, #0
	and v0.16b, v0.16b, v2.16b
packed_add:
	add v0.8h, v0.8h, v1.8h
	ret
	.size packed, . - packed

	.globl clamped
	.type clamped, %function
clamped:
	movi v3.2d, #0
	sub v2.4s, v0.4s, v1.4s
	smin v2.4s, v2.4s, v3.4s
clamped_add:
	add v0.4s, v2.4s, v1.4s
	ret
	.size clamped, . - clamped

	.globl difference
	.type difference, %function
difference:
	umax v2.16b, v0.16b, v1.16b
	umin v3.16b, v0.16b, v1.16b
difference_sub:
	sub v0.16b, v2.16b, v3.16b
	ret
	.size difference, . - difference

	.globl chosen
	.type chosen, %function
chosen:
	sub v3.16b, v0.16b, v1.16b
	sub v2.16b, v1.16b, v0.16b
	cmhs v0.16b, v0.16b, v1.16b
chosen_bsl:
	bsl v0.16b, v3.16b, v2.16b
	ret
	.size chosen, . - chosen

	.globl fused
	.type fused, %function
fused:
1:
	ldr d1, [x0], #8
	ldr d2, [x1], #8
	fmul d1, d1, d2
fused_add:
	fadd d0, d0, d1
	cmp x0, x2
	b.ne 1b
	ret
	.size fused, . - fused

	.globl joined
	.type joined, %function
joined:
	mov w5, #0
1:
	ldr w3, [x0], #4
	ldr w4, [x1], #4
	mul w3, w3, w4
joined_add:
	add w5, w5, w3
	cmp x0, x2
	b.ne 1b
	mov w0, w5
	ret
	.size joined, . - joined

	.globl seventeen
	.type seventeen, %function
seventeen:
	mov x1, #17
seventeen_mul:
	mul x0, x0, x1
	ret
	.size seventeen, . - seventeen
