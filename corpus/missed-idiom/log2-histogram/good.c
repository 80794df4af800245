#include <stddef.h>
#include <stdint.h>

/* How many of n sizes have each logarithm; 0 counts as 1. */
void log2_histogram_good(uint32_t *bucket, const uint32_t *size, size_t n)
{
	for (size_t i = 0; i < n; i++)
		bucket[31 - __builtin_clz(size[i] | 1)]++;
}
