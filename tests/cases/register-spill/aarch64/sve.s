// flags: -march=armv8.2-a+sve
// expect: f kind=vector severity=high
// expect: f kind=mask severity=high
// spills: f stores=2 reloads=2
// spills: f_twin stores=0 reloads=0
// Slots that count vector lengths: a z and a p register. The twin's stores are never loaded again.
	.text
	.globl f
	.type f, %function
f:
	addvl sp, sp, #-2
	ptrue p0.s
	str z0, [sp, #1, mul vl]
	str p0, [sp, #7, mul vl]
1:
	ldr z1, [sp, #1, mul vl]
	ldr p1, [sp, #7, mul vl]
	ld1w {z2.s}, p1/z, [x0]
	add z1.s, z1.s, z2.s
	st1w {z1.s}, p1, [x0]
	addvl x0, x0, #1
	subs x1, x1, #1
	b.ne 1b
	addvl sp, sp, #2
	ret
	.size f, . - f
	.globl f_twin
	.type f_twin, %function
f_twin:
	addvl sp, sp, #-2
	ptrue p0.s
	str z0, [sp, #1, mul vl]
	str p0, [sp, #7, mul vl]
1:
	ld1w {z2.s}, p0/z, [x0]
	add z1.s, z1.s, z2.s
	st1w {z1.s}, p0, [x0]
	addvl x0, x0, #1
	subs x1, x1, #1
	b.ne 1b
	addvl sp, sp, #2
	ret
	.size f_twin, . - f_twin
