// Two branches that choose: the next comparison of the first needs what was chosen, that of the second does not. Only
// the first one's note warns that a select would lengthen a chain.
// expect: running_best at=running_best_branch sink=both.
// expect: clamped at=clamped_branch sink=nothing.
	.text
	.globl running_best
	.type running_best, @function
running_best:
	ldr w2, [x0], #4
	add w4, w3, w2
	cmp w2, w3
running_best_branch:
	b.le 1f
	mov w3, w4
1:	cmp x0, x1
	b.ne running_best
	mov w0, w3
	ret
	.size running_best, . - running_best

	.globl clamped
	.type clamped, @function
clamped:
	ldr w2, [x0]
	cmp w2, w3
clamped_branch:
	b.le 1f
	mov w2, w3
1:	str w2, [x0], #4
	cmp x0, x1
	b.ne clamped
	ret
	.size clamped, . - clamped
