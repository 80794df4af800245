#include <stddef.h>
#include <stdint.h>

struct bloom {
	uint8_t *byte;
	uint32_t log2_bytes;
};

/* Enters hashed keys into a Bloom filter. */
void bloom_insert_bad(struct bloom *b, const uint32_t *hash, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		uint32_t bit = hash[i] & (((uint32_t)8 << b->log2_bytes) - 1);

		b->byte[bit >> 3] |= (uint8_t)(1u << (bit & 7));
	}
}
