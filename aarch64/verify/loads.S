/* loads.S: SVE loads of one vector from x0 (loads.c); they return its length in bytes. */
	.arch	armv8.2-a+sve
	.text

	.macro	function name
	.globl	\name
	.hidden	\name
	.type	\name, %function
	.balign 16
\name:
	.endm

	function load_sve_contiguous
	ptrue	p0.b
	ld1b	{z0.b}, p0/z, [x0]
	rdvl	x0, #1
	ret
	.size	load_sve_contiguous, . - load_sve_contiguous

	function load_sve_register
	ldr	z0, [x0]
	rdvl	x0, #1
	ret
	.size	load_sve_register, . - load_sve_register

	function load_sve_gather
	ptrue	p0.d
	index	z1.d, #0, #8
	ld1d	{z0.d}, p0/z, [x0, z1.d]
	rdvl	x0, #1
	ret
	.size	load_sve_gather, . - load_sve_gather

	.section .note.GNU-stack, "", %progbits
