#include <stddef.h>
#include <stdint.h>

struct bloom {
	uint8_t *byte;
	uint32_t log2_bytes;
};

/* Enters hashed keys into a Bloom filter. */
void bloom_insert_bad(struct bloom *b, const uint32_t *hash, size_t n)
{
	for (size_t i = 0; i < n; i++)
		b->byte[hash[i] >> 3 & (((uint32_t)1 << b->log2_bytes) - 1)] |= (uint8_t)(1u << (hash[i] & 7));
}
