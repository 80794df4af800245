#include <stddef.h>
#include <stdint.h>

enum { BLOCK = 512 };

static inline uint16_t step(uint16_t sum, uint8_t byte)
{
	return (uint16_t)((sum >> 1 | sum << 15) + byte);
}

/* The checksum of each block of 512 bytes, as BSD's sum computes it. */
void bsd_checksums_bad(uint16_t *sum, const uint8_t *bytes, size_t blocks)
{
	for (size_t b = 0; b < blocks; b++) {
		uint16_t s = 0;

		for (const uint8_t *p = bytes + b * BLOCK, *end = p + BLOCK; p != end; p++)
			s = step(s, *p);
		sum[b] = s;
	}
}
