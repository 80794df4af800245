#include <stddef.h>
#include <stdint.h>

enum { WORDS = 128, LANES = 8 };

struct entry {
	uint32_t hash, row;
};

static uint32_t step(uint32_t h, uint32_t word)
{
	h = (h ^ word) * 0x01000193;
	return h ^ h >> 15;
}

static void hash8(struct entry *entry, const uint32_t *words, uint32_t row)
{
	uint32_t a = 0x811c9dc5, b = a, c = a, d = a, e = a, f = a, g = a, h = a;

	for (const uint32_t *p = words, *end = words + WORDS; p != end; p++) {
		a = step(a, p[0]);
		b = step(b, p[WORDS]);
		c = step(c, p[2 * WORDS]);
		d = step(d, p[3 * WORDS]);
		e = step(e, p[4 * WORDS]);
		f = step(f, p[5 * WORDS]);
		g = step(g, p[6 * WORDS]);
		h = step(h, p[7 * WORDS]);
	}
	entry[0] = (struct entry){a, row}, entry[1] = (struct entry){b, row + 1};
	entry[2] = (struct entry){c, row + 2}, entry[3] = (struct entry){d, row + 3};
	entry[4] = (struct entry){e, row + 4}, entry[5] = (struct entry){f, row + 5};
	entry[6] = (struct entry){g, row + 6}, entry[7] = (struct entry){h, row + 7};
}

/* A table entry for each row of 128 words; rows is a multiple of eight, and eight are hashed together. */
void hash_rows_good(struct entry *entry, const uint32_t *words, size_t rows)
{
	for (size_t r = 0; r < rows; r += LANES)
		hash8(entry + r, words + r * WORDS, (uint32_t)r);
}
