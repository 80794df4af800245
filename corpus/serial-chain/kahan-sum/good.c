#include <stddef.h>
#include <string.h>

typedef double f64x2 __attribute__((vector_size(16)));

enum { BLOCK = 48 };

#define INLINE static inline __attribute__((always_inline)) /* gcc -O2 would call them */

INLINE f64x2 sum2(const double *x)
{
	f64x2 v;

	memcpy(&v, x, sizeof(v));
	return v;
}

INLINE f64x2 sum4(const double *x) { return sum2(x) + sum2(x + 2); }
INLINE f64x2 sum8(const double *x) { return sum4(x) + sum4(x + 4); }
INLINE f64x2 sum16(const double *x) { return sum8(x) + sum8(x + 8); }
INLINE f64x2 sum48(const double *x) { return sum16(x) + sum16(x + 16) + sum16(x + 32); }

/* The sum of n values: a tree of additions for each block of 48, whose error grows with its depth only, and the error
 * of each addition of a block carried to the next (Kahan). */
double kahan_sum_good(const double *x, size_t n)
{
	size_t first = n % BLOCK;
	double start[BLOCK] = {0};
	f64x2 sum, error = {0, 0};

	memcpy(start, x, first * sizeof(*x));
	sum = sum48(start);
	for (size_t i = first; i < n; i += BLOCK) {
		f64x2 term = sum48(x + i) - error, next = sum + term;

		error = (next - sum) - term;
		sum = next;
	}
	return sum[0] + (sum[1] - (error[0] + error[1]));
}
