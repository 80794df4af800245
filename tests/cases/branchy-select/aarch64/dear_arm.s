// An arm that takes longer than a misprediction chooses no cheap value; one of a few instructions does.
// expect: few at=few_branch
// loop: many many_top role=main
	.text
	.globl few
	.type few, %function
few:
	ldr w3, [x0], #4
few_branch:
	tbnz w3, #31, 1f
	mul w3, w3, w4
	eor w3, w3, #8
	add w2, w2, w3
1:	cmp x0, x1
	b.ne few
	ret
	.size few, . - few

	.globl many
	.type many, %function
many:
many_top:
	ldr w3, [x0], #4
	tbnz w3, #31, 1f
	.rept 5
	mul w3, w3, w4
	eor w3, w3, #8
	mul w3, w3, w3
	add w2, w2, w3
	.endr
1:	cmp x0, x1
	b.ne many_top
	ret
	.size many, . - many
