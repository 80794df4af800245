#include <stddef.h>
#include <stdint.h>

/* n samples in the other byte order. */
void swap_samples_bad(uint32_t *out, const uint32_t *in, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		uint32_t x = in[i], swapped = 0;

		for (int k = 0; k < 4; k++) {
			swapped = swapped << 8 | (x & 0xff);
			x >>= 8;
		}
		out[i] = swapped;
	}
}
