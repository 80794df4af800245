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

static inline u32x4 step(u32x4 h, const uint32_t *p) { return h * 0x9e3779b1 + load(p); }

/* A polynomial fingerprint of each of 32 columns of a table, all of them in one pass. */
void fingerprint_columns_good(uint32_t print[COLUMNS], const uint32_t *table, size_t rows)
{
	u32x4 a = {0}, b = {0}, c = {0}, d = {0}, e = {0}, f = {0}, g = {0}, h = {0};

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
	memcpy(print, &a, sizeof(a));
	memcpy(print + LANES, &b, sizeof(b));
	memcpy(print + 2 * LANES, &c, sizeof(c));
	memcpy(print + 3 * LANES, &d, sizeof(d));
	memcpy(print + 4 * LANES, &e, sizeof(e));
	memcpy(print + 5 * LANES, &f, sizeof(f));
	memcpy(print + 6 * LANES, &g, sizeof(g));
	memcpy(print + 7 * LANES, &h, sizeof(h));
}
