// What a condition chose last, read only behind the loop: the last index at which the condition held tells which one it
// is, and compilers vectorise that. Twin: last_value_twin.s.
// expect: last_index loop=last_index_loop
// loop: last_index last_index_loop role=main blockers=none
// expect: last_place loop=last_place_loop
// loop: last_place last_place_loop role=main blockers=none
// expect: any loop=any_loop
// loop: any any_loop role=main blockers=none
	.text
	.globl last_index
	.type last_index, %function
last_index:
	mov w2, #-1
	mov x3, #0
last_index_loop:
	ldr s0, [x0, x3, lsl #2]
	fcmp s0, #0.0
	csel w2, w3, w2, mi
	add x3, x3, #1
	cmp x3, x1
	b.ne last_index_loop
	mov w0, w2
	ret
	.size last_index, . - last_index

	.globl last_place
	.type last_place, %function
last_place: // the same by a branch, kept in a vector register
	mvni v1.2s, #0
	mov x3, #0
last_place_loop:
	ldr s0, [x0, x3, lsl #2]
	fcmpe s0, #0.0
	b.mi 2f
1:	add x3, x3, #1
	cmp x3, x1
	b.ne last_place_loop
	fmov w0, s1
	ret
2:	fmov s1, w3
	b 1b
	.size last_place, . - last_place

	.globl any
	.type any, %function
any:
	mov w3, wzr
	mov w4, #1
any_loop:
	ldr w5, [x0], #4
	cmp w5, w2
	csel w3, w4, w3, eq
	cmp x0, x1
	b.ne any_loop
	mov w0, w3
	ret
	.size any, . - any
