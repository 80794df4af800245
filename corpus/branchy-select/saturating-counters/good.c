#include <stddef.h>
#include <stdint.h>

enum { TABLE = 1024 };

/* A branch predictor of two-bit counters (0..3): how many of n branches it mispredicts. taken[i] is 0 or 1. */
size_t saturating_counters_good(uint8_t counter[TABLE], const uint32_t *address, const uint8_t *taken, size_t n)
{
	size_t missed = 0;

	for (size_t i = 0; i < n; i++) {
		uint8_t *slot = &counter[address[i] % TABLE];
		unsigned c = *slot, up = taken[i];

		missed += c >> 1 ^ up;
		c += up & (c < 3);
		c -= (up ^ 1) & (c > 0);
		*slot = (uint8_t)c;
	}
	return missed;
}
