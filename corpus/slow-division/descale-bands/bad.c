#include <stddef.h>
#include <stdint.h>

/* n samples, each divided by the power of two that its band is scaled by, towards zero. */
void descale_bands_bad(int32_t *sample, const uint8_t *shift, size_t n)
{
	for (size_t i = 0; i < n; i++)
		sample[i] /= 1 << shift[i];
}
