#include <stddef.h>
#include <stdint.h>

/* How many bits differ between two bit sets of n words. */
uint64_t hamming_bad(const uint64_t *a, const uint64_t *b, size_t n)
{
	uint64_t count = 0;

	for (size_t i = 0; i < n; i++) {
		uint64_t x = a[i] ^ b[i];

		x -= x >> 1 & 0x5555555555555555;
		x = (x & 0x3333333333333333) + (x >> 2 & 0x3333333333333333);
		x = (x + (x >> 4)) & 0x0f0f0f0f0f0f0f0f;
		x += x >> 8;
		x += x >> 16;
		x += x >> 32;
		count += x & 0xff;
	}
	return count;
}
