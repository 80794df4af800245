#include <stddef.h>
#include <stdint.h>

enum { SERIES = 8 };

static inline double step(double mean, uint32_t count) { return mean * 0.875 + (double)count; }

/* The decaying sums of eight series of counters, interleaved. */
void average_of_counts_good(double mean[SERIES], const uint32_t *count, size_t n)
{
	double a = mean[0], b = mean[1], c = mean[2], d = mean[3];
	double e = mean[4], f = mean[5], g = mean[6], h = mean[7];

	for (const uint32_t *p = count, *end = p + n * SERIES; p != end; p += SERIES) {
		a = step(a, p[0]), b = step(b, p[1]);
		c = step(c, p[2]), d = step(d, p[3]);
		e = step(e, p[4]), f = step(f, p[5]);
		g = step(g, p[6]), h = step(h, p[7]);
	}
	mean[0] = a, mean[1] = b, mean[2] = c, mean[3] = d;
	mean[4] = e, mean[5] = f, mean[6] = g, mean[7] = h;
}
