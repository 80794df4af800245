#include <stddef.h>
#include <stdint.h>

static inline uint64_t square(uint64_t x) { return x * x; }

/* One step of the ladder on (x2 : z2) and (x3 : z3), whose difference is u; in a toy field, modulo 2^64. */
static inline void step(uint64_t *x2, uint64_t *z2, uint64_t *x3, uint64_t *z3, uint64_t u)
{
	uint64_t a = *x2 + *z2, b = *x2 - *z2, c = *x3 + *z3, d = *x3 - *z3, aa = a * a, bb = b * b, e = aa - bb;

	*x3 = square(d * a + c * b);
	*z3 = u * square(d * a - c * b);
	*x2 = aa * bb;
	*z2 = e * (aa + 121665 * e);
}

/* Swaps where mask is all ones, and leaves both where it is zero. */
static inline void swap(uint64_t *a, uint64_t *b, uint64_t mask)
{
	uint64_t t = (*a ^ *b) & mask;

	*a ^= t;
	*b ^= t;
}

/* The ladder over the n bits of a secret scalar: out is (x : z). */
void montgomery_ladder_good(uint64_t out[2], const uint8_t *bit, size_t n, uint64_t u)
{
	uint64_t x2 = 1, z2 = 0, x3 = u, z3 = 1, last = 0;

	for (size_t i = 0; i < n; i++) {
		uint64_t now = -(uint64_t)bit[i], mask = now ^ last;

		swap(&x2, &x3, mask);
		swap(&z2, &z3, mask);
		step(&x2, &z2, &x3, &z3, u);
		last = now;
	}
	swap(&x2, &x3, last);
	swap(&z2, &z3, last);
	out[0] = x2;
	out[1] = z2;
}
