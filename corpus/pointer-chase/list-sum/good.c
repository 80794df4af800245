#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef uint64_t u64x2 __attribute__((vector_size(16)));

enum { LANES = 2, BLOCK = 8 * LANES };

static u64x2 load(const uint64_t *p)
{
	u64x2 v;

	memcpy(&v, p, sizeof(v));
	return v;
}

/* The sum of the n values, which lie side by side. */
uint64_t list_sum_good(const uint64_t *value, size_t n)
{
	size_t whole = n / BLOCK * BLOCK;
	uint64_t rest[BLOCK] = {0};
	u64x2 a, b, c, d, e, f, g, h;

	memcpy(rest, value + whole, (n - whole) * sizeof(*value));
	a = load(rest), b = load(rest + LANES), c = load(rest + 2 * LANES), d = load(rest + 3 * LANES);
	e = load(rest + 4 * LANES), f = load(rest + 5 * LANES), g = load(rest + 6 * LANES), h = load(rest + 7 * LANES);
	for (size_t i = 0; i < whole; i += BLOCK) {
		const uint64_t *p = value + i;

		a += load(p);
		b += load(p + LANES);
		c += load(p + 2 * LANES);
		d += load(p + 3 * LANES);
		e += load(p + 4 * LANES);
		f += load(p + 5 * LANES);
		g += load(p + 6 * LANES);
		h += load(p + 7 * LANES);
	}
	a = ((a + b) + (c + d)) + ((e + f) + (g + h));
	return a[0] + a[1];
}
