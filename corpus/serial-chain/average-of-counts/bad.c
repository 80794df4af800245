#include <stddef.h>
#include <stdint.h>

enum { SERIES = 8 };

static inline double step(double mean, uint32_t count) { return mean * 0.875 + (double)count; }

/* The decaying sums of eight series of counters, interleaved. */
void average_of_counts_bad(double mean[SERIES], const uint32_t *count, size_t n)
{
	for (size_t s = 0; s < SERIES; s++) {
		double m = mean[s];

		for (size_t i = 0; i < n; i++)
			m = step(m, count[i * SERIES + s]);
		mean[s] = m;
	}
}
