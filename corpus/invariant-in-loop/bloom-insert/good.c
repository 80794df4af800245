#include <stddef.h>
#include <stdint.h>

struct bloom {
	uint8_t *byte;
	uint32_t log2_bytes;
};

void bloom_insert_good(struct bloom *b, const uint32_t *hash, size_t n)
{
	uint8_t *byte = b->byte;
	uint32_t mask = ((uint32_t)8 << b->log2_bytes) - 1;

	for (size_t i = 0; i < n; i++) {
		uint32_t bit = hash[i] & mask;

		byte[bit >> 3] |= (uint8_t)(1u << (bit & 7));
	}
}
