#include <stddef.h>
#include <stdint.h>

enum { COLUMNS = 32 };

/* Continues the digest of each of 32 columns of a table. */
void digest_in_memory_bad(uint32_t digest[COLUMNS], const uint32_t *table, size_t rows)
{
	for (size_t c = 0; c < COLUMNS; c++)
		for (size_t r = 0; r < rows; r++) {
			digest[c] = (digest[c] ^ table[r * COLUMNS + c]) * 0x9e3779b1;
			digest[c] ^= digest[c] >> 15;
		}
}
