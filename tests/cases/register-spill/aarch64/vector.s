// expect: f kind=vector severity=high
// spills: f stores=1 reloads=1
// spills: f_twin stores=0 reloads=0
// A q register around a loop; the twin goes from general to vector registers through memory.
	.text
	.globl f
	.type f, %function
f:
	sub sp, sp, #16
	str q0, [sp]
1:
	ldr q1, [sp]
	ldr q2, [x0]
	add v1.4s, v1.4s, v2.4s
	str q1, [x0], #16
	subs x1, x1, #1
	b.ne 1b
	add sp, sp, #16
	ret
	.size f, . - f
	.globl f_twin
	.type f_twin, %function
f_twin:
	sub sp, sp, #16
	stp x0, x1, [sp]
	ldr q0, [sp]
	add v0.4s, v0.4s, v0.4s
	add sp, sp, #16
	ret
	.size f_twin, . - f_twin
