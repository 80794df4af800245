#include <stddef.h>
#include <stdint.h>

enum { BLOCK = 512, LANES = 3 };

static inline uint16_t step(uint16_t sum, uint8_t byte)
{
	return (uint16_t)((sum >> 1 | sum << 15) + byte);
}

static void sum3(uint16_t *sum, const uint8_t *bytes)
{
	uint16_t a = 0, b = 0, c = 0;

	for (const uint8_t *p = bytes, *end = p + BLOCK; p != end; p++) {
		a = step(a, p[0]);
		b = step(b, p[BLOCK]);
		c = step(c, p[2 * BLOCK]);
	}
	sum[0] = a, sum[1] = b, sum[2] = c;
}

/* The checksum of each block of 512 bytes, as BSD's sum computes it; blocks is a multiple of three. */
void bsd_checksums_good(uint16_t *sum, const uint8_t *bytes, size_t blocks)
{
	for (size_t b = 0; b < blocks; b += LANES)
		sum3(sum + b, bytes + b * BLOCK);
}
