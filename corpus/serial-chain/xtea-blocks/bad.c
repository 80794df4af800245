#include <stddef.h>
#include <stdint.h>

enum { ROUNDS = 32 };

static inline uint32_t mix(uint32_t v) { return (v << 4 ^ v >> 5) + v; }

/* XTEA of n blocks of two words each, in place. */
void xtea_blocks_bad(uint32_t *block, size_t n, const uint32_t round_key[2 * ROUNDS])
{
	for (size_t b = 0; b < n; b++) {
		uint32_t left = block[2 * b], right = block[2 * b + 1];

		for (size_t i = 0; i < 2 * ROUNDS; i += 2) {
			left += mix(right) ^ round_key[i];
			right += mix(left) ^ round_key[i + 1];
		}
		block[2 * b] = left;
		block[2 * b + 1] = right;
	}
}
