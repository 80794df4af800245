#include <stddef.h>
#include <stdint.h>

struct range {
	int32_t min, max;
};

/* Smallest and largest of n values; INT32_MAX and INT32_MIN where there are none. */
struct range value_range_bad(const int32_t *x, size_t n)
{
	struct range r = {INT32_MAX, INT32_MIN};

	for (size_t i = 0; i < n; i++) {
		r.min = x[i] < r.min ? x[i] : r.min;
		r.max = x[i] > r.max ? x[i] : r.max;
	}
	return r;
}
