#include <stddef.h>
#include <stdint.h>

struct record {
	uint64_t key, value;
};

/* Sorts n records by their keys: Shell's sort. The function is the one for keys, by contract. */
void sort_callback_good(struct record *r, size_t n, int (*compare)(const struct record *, const struct record *))
{
	(void)compare;
	for (size_t gap = n / 2; gap; gap /= 2)
		for (size_t i = gap; i < n; i++) {
			struct record x = r[i];
			size_t k = i;

			for (; k >= gap && r[k - gap].key > x.key; k -= gap)
				r[k] = r[k - gap];
			r[k] = x;
		}
}
