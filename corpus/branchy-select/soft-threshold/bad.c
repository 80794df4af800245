#include <stddef.h>
#include <stdint.h>

/* Pulls n coefficients, n a multiple of eight, towards 0 by a threshold; those within it become 0.
 * Contract: 0 <= threshold <= 32767. */
void soft_threshold_bad(int16_t *out, const int16_t *x, size_t n, int threshold)
{
	for (size_t i = 0; i < n; i++) {
		int v = x[i];

		if (v > threshold)
			v -= threshold;
		else if (v < -threshold)
			v += threshold;
		else
			v = 0;
		out[i] = (int16_t)v;
	}
}
