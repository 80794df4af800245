#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef int16_t i16x8 __attribute__((vector_size(16)));

enum { LANES = 8 };

/* Pulls n coefficients, n a multiple of eight, towards 0 by a threshold; those within it become 0. That is x minus x
 * limited to the threshold. Contract: 0 <= threshold <= 32767. */
void soft_threshold_good(int16_t *out, const int16_t *x, size_t n, int threshold)
{
	i16x8 most = (i16x8){0} + (int16_t)threshold, least = -most;

	for (size_t i = 0; i < n; i += LANES) {
		i16x8 v, above, below, limited;

		memcpy(&v, x + i, sizeof(v));
		above = v > most;
		below = v < least;
		limited = (above & most) | (below & least) | (~(above | below) & v);
		v -= limited;
		memcpy(out + i, &v, sizeof(v));
	}
}
