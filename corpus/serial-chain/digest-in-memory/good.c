#include <stddef.h>
#include <stdint.h>

enum { WORDS = 64, LANES = 8 };

static uint32_t step(uint32_t h, uint32_t word)
{
	h = (h ^ word) * 0x9e3779b1;
	return h ^ h >> 15;
}

static void digest8(uint32_t *digest, const uint32_t *words)
{
	uint32_t a = digest[0], b = digest[1], c = digest[2], d = digest[3];
	uint32_t e = digest[4], f = digest[5], g = digest[6], h = digest[7];

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
	digest[0] = a, digest[1] = b, digest[2] = c, digest[3] = d;
	digest[4] = e, digest[5] = f, digest[6] = g, digest[7] = h;
}

/* Continues the digest of each row by its 64 words; rows is a multiple of eight. */
void digest_in_memory_good(uint32_t *digest, const uint32_t *words, size_t rows)
{
	for (size_t r = 0; r < rows; r += LANES)
		digest8(digest + r, words + r * WORDS);
}
