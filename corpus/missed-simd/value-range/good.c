#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef int32_t i32x4 __attribute__((vector_size(16)));

struct range {
	int32_t min, max;
};

static i32x4 pick(i32x4 mask, i32x4 yes, i32x4 no) { return (mask & yes) | (~mask & no); }

static int32_t min2(int32_t a, int32_t b) { return a < b ? a : b; }

static int32_t max2(int32_t a, int32_t b) { return a > b ? a : b; }

/* Smallest and largest of n values; INT32_MAX and INT32_MIN where there are none. */
struct range value_range_good(const int32_t *x, size_t n)
{
	i32x4 min = {INT32_MAX, INT32_MAX, INT32_MAX, INT32_MAX};
	i32x4 max = {INT32_MIN, INT32_MIN, INT32_MIN, INT32_MIN};
	size_t whole = n / 4 * 4, left = n - whole;

	if (left) { /* repeating a value changes neither */
		int32_t first = x[whole], second = x[whole + left / 2], third = x[whole + left - 1];

		min = max = (i32x4){first, second, third, first};
	}
	for (size_t i = 0; i < whole; i += 4) {
		i32x4 v;

		memcpy(&v, x + i, sizeof(v));
		min = pick(v < min, v, min);
		max = pick(v > max, v, max);
	}
	return (struct range){min2(min2(min[0], min[1]), min2(min[2], min[3])),
	                      max2(max2(max[0], max[1]), max2(max[2], max[3]))};
}
