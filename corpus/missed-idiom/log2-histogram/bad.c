#include <stddef.h>
#include <stdint.h>

/* How many of n sizes have each logarithm; 0 counts as 1. */
void log2_histogram_bad(uint32_t *bucket, const uint32_t *size, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		uint32_t v = size[i], r, s;

		r = (uint32_t)(v > 0xffff) << 4;
		v >>= r;
		s = (uint32_t)(v > 0xff) << 3;
		v >>= s;
		r |= s;
		s = (uint32_t)(v > 0xf) << 2;
		v >>= s;
		r |= s;
		s = (uint32_t)(v > 0x3) << 1;
		v >>= s;
		r |= s;
		r |= v >> 1;
		bucket[r]++;
	}
}
