// Stored and loaded back: a counter that lives in memory, also with its pointer in one pair, a store and a load in one
// iteration.
// expect: counter kind=store-forward at=counter_load
// expect: writer kind=store-forward at=writer_load sink=bytes
// expect: writer kind=may-alias at=writer_load
// expect: back kind=store-forward at=back_load
// expect: straight kind=store-forward at=straight_load loop=none severity=low cost=none
	.text

	.globl counter
	.type counter, %function
counter:
1:
	ldrb w3, [x1], #1
counter_load:
	ldr x4, [x0]
	add x4, x4, x3
	str x4, [x0]
	subs x2, x2, #1
	b.ne 1b
	ret
	.size counter, . - counter

	.globl writer
	.type writer, %function
writer:
1:
	ldrb w3, [x1], #1
writer_load:
	ldp x4, x5, [x0]
	add x6, x5, #1
	str x6, [x0, #8]
	strb w3, [x4, x5]
	subs x2, x2, #1
	b.ne 1b
	ret
	.size writer, . - writer

	.globl back
	.type back, %function
back:
	mov w5, #0
1:
	ldr w3, [x1], #4
	add w3, w3, w3, lsl #3
	str w3, [x0]
back_load:
	ldr w4, [x0], #4
	add w5, w5, w4
	subs x2, x2, #1
	b.ne 1b
	mov w0, w5
	ret
	.size back, . - back

	.globl straight
	.type straight, %function
straight:
	str w1, [x0, #8]
	add w2, w1, w1
straight_load:
	ldr w3, [x0, #8]
	add w0, w2, w3
	ret
	.size straight, . - straight
