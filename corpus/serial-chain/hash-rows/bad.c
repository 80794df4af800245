#include <stddef.h>
#include <stdint.h>

enum { WORDS = 128 };

struct entry {
	uint32_t hash, row;
};

/* A table entry for each row of 128 words. */
void hash_rows_bad(struct entry *entry, const uint32_t *words, size_t rows)
{
	for (size_t r = 0; r < rows; r++) {
		uint32_t h = 0x811c9dc5;

		for (size_t i = 0; i < WORDS; i++) {
			h = (h ^ words[r * WORDS + i]) * 0x01000193;
			h ^= h >> 15;
		}
		entry[r] = (struct entry){h, (uint32_t)r};
	}
}
