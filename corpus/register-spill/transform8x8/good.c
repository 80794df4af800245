#include <stddef.h>
#include <stdint.h>

enum { SIZE = 8 };

/* The even outputs of H.264's 8-point forward transform: of eight values that lie side by side, to a column. */
static void even(int32_t *out, const int32_t *x)
{
	int32_t s0 = x[0] + x[7], s1 = x[1] + x[6], s2 = x[2] + x[5], s3 = x[3] + x[4];
	int32_t u0 = s0 + s3, u1 = s1 + s2, u2 = s0 - s3, u3 = s1 - s2;

	out[0] = u0 + u1, out[2 * SIZE] = u2 + (u3 >> 1);
	out[4 * SIZE] = u0 - u1, out[6 * SIZE] = (u2 >> 1) - u3;
}

/* The odd ones. */
static void odd(int32_t *out, const int32_t *x)
{
	int32_t t0 = x[0] - x[7], t1 = x[1] - x[6], t2 = x[2] - x[5], t3 = x[3] - x[4];
	int32_t v0 = t1 + t2 + ((t0 >> 1) + t0), v1 = t0 - t3 - ((t2 >> 1) + t2), v2 = t0 + t3 - ((t1 >> 1) + t1),
	        v3 = t1 - t2 + ((t3 >> 1) + t3);

	out[SIZE] = v0 + (v3 >> 2), out[3 * SIZE] = v1 + (v2 >> 2);
	out[5 * SIZE] = v2 - (v1 >> 2), out[7 * SIZE] = (v0 >> 2) - v3;
}

/* Transforms the rows of a block, and transposes it. */
static void rows(int32_t *out, const int32_t *in)
{
	for (size_t r = 0; r < SIZE; r++)
		even(out + r, in + r * SIZE);
	for (size_t r = 0; r < SIZE; r++)
		odd(out + r, in + r * SIZE);
}

/* The two-dimensional transform of n blocks of 8x8 residuals: one row's eight values at a time. */
void transform8x8_good(int32_t *out, const int32_t *in, size_t n)
{
	int32_t turned[SIZE * SIZE];

	for (; n; n--, in += SIZE * SIZE, out += SIZE * SIZE) {
		rows(turned, in);
		rows(out, turned);
	}
}
