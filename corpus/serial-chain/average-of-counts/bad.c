#include <stddef.h>
#include <stdint.h>

enum { SERIES = 16 };

/* The decaying sums of sixteen series of counters, interleaved. */
void average_of_counts_bad(double mean[SERIES], const int32_t *count, size_t n)
{
	for (size_t s = 0; s < SERIES; s++) {
		double m = mean[s];

		for (size_t i = 0; i < n; i++)
			m = m * 0.875 + (double)count[i * SERIES + s];
		mean[s] = m;
	}
}
