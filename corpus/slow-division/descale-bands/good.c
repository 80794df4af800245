#include <stddef.h>
#include <stdint.h>

/* n samples, each divided by the power of two that its band is scaled by, towards zero: a shift rounds down, so that
 * negative samples get one less than the divisor first. */
void descale_bands_good(int32_t *sample, const uint8_t *shift, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		int32_t s = sample[i], round = (int32_t)((1u << shift[i]) - 1) & s >> 31;

		sample[i] = (s + round) >> shift[i];
	}
}
