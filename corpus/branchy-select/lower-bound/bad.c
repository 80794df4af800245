#include <stddef.h>
#include <stdint.h>

/* For each of n keys the place of the first of size ascending values that is not below it; size is a power of two
 * minus one. */
void lower_bound_bad(size_t *place, const uint64_t *key, size_t n, const uint64_t *value, size_t size)
{
	for (size_t i = 0; i < n; i++) {
		size_t low = 0, high = size;

		while (low < high) {
			size_t middle = low + (high - low) / 2;

			if (value[middle] < key[i])
				low = middle + 1;
			else
				high = middle;
		}
		place[i] = low;
	}
}
