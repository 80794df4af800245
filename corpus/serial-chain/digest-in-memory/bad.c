#include <stddef.h>
#include <stdint.h>

enum { WORDS = 64 };

/* Continues the digest of each row by its 64 words. */
void digest_in_memory_bad(uint32_t *digest, const uint32_t *words, size_t rows)
{
	for (size_t r = 0; r < rows; r++)
		for (size_t i = 0; i < WORDS; i++) {
			digest[r] = (digest[r] ^ words[r * WORDS + i]) * 0x9e3779b1;
			digest[r] ^= digest[r] >> 15;
		}
}
