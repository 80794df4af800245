#include <stddef.h>
#include <stdint.h>

/* For each of n keys the place of the first of size ascending values that is not below it; size is a power of two
 * minus one. Each comparison is one bit of the place. */
void lower_bound_good(size_t *place, const uint64_t *key, size_t n, const uint64_t *value, size_t size)
{
	int bits = __builtin_ctzll(size + 1);

	for (size_t i = 0; i < n; i++) {
		size_t low = 0;

		for (int bit = bits; bit-- > 0;) {
			size_t middle = low + ((size_t)1 << bit) - 1;

			low += (size_t)(value[middle] < key[i]) << bit;
		}
		place[i] = low;
	}
}
