#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef double f64x2 __attribute__((vector_size(16)));
typedef int32_t i32x2 __attribute__((vector_size(8)));

enum { LANES = 2, SERIES = 16 };

static f64x2 load(const double *p)
{
	f64x2 v;

	memcpy(&v, p, sizeof(v));
	return v;
}

static inline f64x2 step(f64x2 mean, const int32_t *p)
{
	i32x2 count;

	memcpy(&count, p, sizeof(count));
	return mean * 0.875 + __builtin_convertvector(count, f64x2);
}

/* The decaying sums of sixteen series of counters, interleaved. */
void average_of_counts_good(double mean[SERIES], const int32_t *count, size_t n)
{
	f64x2 a = load(mean), b = load(mean + LANES), c = load(mean + 2 * LANES), d = load(mean + 3 * LANES);
	f64x2 e = load(mean + 4 * LANES), f = load(mean + 5 * LANES), g = load(mean + 6 * LANES);
	f64x2 h = load(mean + 7 * LANES);

	for (const int32_t *p = count, *end = p + n * SERIES; p != end; p += SERIES) {
		a = step(a, p);
		b = step(b, p + LANES);
		c = step(c, p + 2 * LANES);
		d = step(d, p + 3 * LANES);
		e = step(e, p + 4 * LANES);
		f = step(f, p + 5 * LANES);
		g = step(g, p + 6 * LANES);
		h = step(h, p + 7 * LANES);
	}
	memcpy(mean, &a, sizeof(a));
	memcpy(mean + LANES, &b, sizeof(b));
	memcpy(mean + 2 * LANES, &c, sizeof(c));
	memcpy(mean + 3 * LANES, &d, sizeof(d));
	memcpy(mean + 4 * LANES, &e, sizeof(e));
	memcpy(mean + 5 * LANES, &f, sizeof(f));
	memcpy(mean + 6 * LANES, &g, sizeof(g));
	memcpy(mean + 7 * LANES, &h, sizeof(h));
}
