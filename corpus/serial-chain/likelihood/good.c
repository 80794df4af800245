#include <stddef.h>
#include <string.h>

typedef float f32x4 __attribute__((vector_size(16)));

enum { LANES = 4, BLOCK = 8 * LANES };

static f32x4 load(const float *p)
{
	f32x4 v;

	memcpy(&v, p, sizeof(v));
	return v;
}

/* The product of n ratios, in eight vectors. */
float likelihood_good(const float *ratio, size_t n)
{
	size_t whole = n / BLOCK * BLOCK;
	float rest[BLOCK];
	f32x4 a, b, c, d, e, f, g, h, all;

	for (size_t i = 0; i < BLOCK; i++)
		rest[i] = 1;
	memcpy(rest, ratio + whole, (n - whole) * sizeof(*ratio));
	a = load(rest), b = load(rest + LANES), c = load(rest + 2 * LANES), d = load(rest + 3 * LANES);
	e = load(rest + 4 * LANES), f = load(rest + 5 * LANES), g = load(rest + 6 * LANES), h = load(rest + 7 * LANES);
	for (size_t i = 0; i < whole; i += BLOCK) {
		const float *p = ratio + i;

		a *= load(p);
		b *= load(p + LANES);
		c *= load(p + 2 * LANES);
		d *= load(p + 3 * LANES);
		e *= load(p + 4 * LANES);
		f *= load(p + 5 * LANES);
		g *= load(p + 6 * LANES);
		h *= load(p + 7 * LANES);
	}
	all = ((a * b) * (c * d)) * ((e * f) * (g * h));
	return (all[0] * all[1]) * (all[2] * all[3]);
}
