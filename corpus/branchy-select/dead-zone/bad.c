#include <stddef.h>
#include <stdint.h>

/* Quantises n coefficients, n a multiple of four: those within zone of 0 become 0, others are scaled from its edge.
 * Contract: 0 <= zone <= 32767, 0 <= scale <= 65535. */
void dead_zone_bad(int16_t *out, const int16_t *x, size_t n, int zone, int scale)
{
	for (size_t i = 0; i < n; i++) {
		int q;

		if (x[i] > zone)
			q = (x[i] - zone) * scale >> 16;
		else if (x[i] < -zone)
			q = -((-x[i] - zone) * scale >> 16);
		else
			q = 0;
		out[i] = (int16_t)q;
	}
}
