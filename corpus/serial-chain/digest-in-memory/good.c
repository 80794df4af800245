#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef uint32_t u32x4 __attribute__((vector_size(16)));

enum { LANES = 4, COLUMNS = 32 };

static u32x4 load(const uint32_t *p)
{
	u32x4 v;

	memcpy(&v, p, sizeof(v));
	return v;
}

static inline u32x4 step(u32x4 h, const uint32_t *p)
{
	h = (h ^ load(p)) * 0x9e3779b1;
	return h ^ h >> 15;
}

/* Continues the digest of each of 32 columns of a table. */
void digest_in_memory_good(uint32_t digest[COLUMNS], const uint32_t *table, size_t rows)
{
	u32x4 a = load(digest), b = load(digest + LANES), c = load(digest + 2 * LANES), d = load(digest + 3 * LANES);
	u32x4 e = load(digest + 4 * LANES), f = load(digest + 5 * LANES), g = load(digest + 6 * LANES);
	u32x4 h = load(digest + 7 * LANES);

	for (const uint32_t *p = table, *end = p + rows * COLUMNS; p != end; p += COLUMNS) {
		a = step(a, p);
		b = step(b, p + LANES);
		c = step(c, p + 2 * LANES);
		d = step(d, p + 3 * LANES);
		e = step(e, p + 4 * LANES);
		f = step(f, p + 5 * LANES);
		g = step(g, p + 6 * LANES);
		h = step(h, p + 7 * LANES);
	}
	memcpy(digest, &a, sizeof(a));
	memcpy(digest + LANES, &b, sizeof(b));
	memcpy(digest + 2 * LANES, &c, sizeof(c));
	memcpy(digest + 3 * LANES, &d, sizeof(d));
	memcpy(digest + 4 * LANES, &e, sizeof(e));
	memcpy(digest + 5 * LANES, &f, sizeof(f));
	memcpy(digest + 6 * LANES, &g, sizeof(g));
	memcpy(digest + 7 * LANES, &h, sizeof(h));
}
