// expect: retry severity=low confidence=low at=retry_cold loop=retry_loop counts=no
// An atomic operation that is tried again only where somebody else came between: what follows the loop is its usual way.
	.text
	.globl retry
	.type retry, %function
retry:
	mov w5, #1
retry_loop:
	ldaxr w6, [x0]
	cbnz w6, 1f
	stlxr w7, w5, [x0]
	cbnz w7, 1f
retry_cold:
	str x1, [x0, #8]
	str x2, [x0, #16]
	str xzr, [x0, #24]
	mov w0, #1
	ret
1:
	subs w1, w1, #1
	b.ne retry_loop
	mov w0, #0
	ret
	.size retry, . - retry
