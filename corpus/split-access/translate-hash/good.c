#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Translates the text by a table, and hashes what came out, eight bytes at a time: put together in a register. */
uint64_t translate_hash_good(uint8_t *restrict out, const uint8_t *restrict in, const uint8_t table[restrict 256],
                             size_t words)
{
	uint64_t hash = 0;

	for (size_t i = 0; i < words; i++) {
		uint64_t word = 0;

		for (unsigned k = 0; k < 8; k++)
			word |= (uint64_t)table[in[8 * i + k]] << 8 * k;
		memcpy(out + 8 * i, &word, sizeof(word));
		hash = (hash ^ word) * 0x9e3779b97f4a7c15u;
	}
	return hash;
}
