#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Translates the text by a table, and hashes what came out, eight bytes at a time. */
uint64_t translate_hash_bad(uint8_t *out, const uint8_t *in, const uint8_t table[256], size_t words)
{
	uint64_t hash = 0, word;

	for (size_t i = 0; i < words; i++) {
		uint8_t *p = out + 8 * i;

		for (unsigned k = 0; k < 8; k++)
			p[k] = table[in[8 * i + k]];
		memcpy(&word, p, sizeof(word));
		hash = (hash ^ word) * 0x9e3779b97f4a7c15u;
	}
	return hash;
}
