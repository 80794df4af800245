#include <stddef.h>

enum { BLOCK = 16 };

#define INLINE static inline __attribute__((always_inline)) /* gcc -O2 would call them */

struct powers {
	double x, x2, x4, x8;
};

INLINE double cubic(const double *c, const struct powers *p)
{
	return (c[0] * p->x + c[1]) * p->x2 + (c[2] * p->x + c[3]);
}

/* Estrin's scheme: halves, quarters and eighths of the block do not wait for each other. */
INLINE double block(const double *c, const struct powers *p)
{
	double high = cubic(c, p) * p->x4 + cubic(c + 4, p), low = cubic(c + 8, p) * p->x4 + cubic(c + 12, p);

	return high * p->x8 + low;
}

/* The polynomial with n coefficients, highest power first, at x: blocks of 16 coefficients, Horner's rule on the
 * blocks. n is a multiple of 16. */
double horner_good(const double *c, size_t n, double x)
{
	double x2 = x * x, x4 = x2 * x2, x8 = x4 * x4, x16 = x8 * x8, value = 0;
	struct powers p = {x, x2, x4, x8};

	for (size_t i = 0; i < n; i += BLOCK)
		value = value * x16 + block(c + i, &p);
	return value;
}
