#include <stddef.h>
#include <stdint.h>

struct record {
	uint64_t key, value;
};

/* Sorts n records by the order that the function tells: Shell's sort. */
void sort_callback_bad(struct record *r, size_t n, int (*compare)(const struct record *, const struct record *))
{
	for (size_t gap = n / 2; gap; gap /= 2)
		for (size_t i = gap; i < n; i++) {
			struct record x = r[i];
			size_t k = i;

			for (; k >= gap && compare(&r[k - gap], &x) > 0; k -= gap)
				r[k] = r[k - gap];
			r[k] = x;
		}
}
