#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef double f64x2 __attribute__((vector_size(16)));
typedef int64_t i64x2 __attribute__((vector_size(16)));

enum { LANES = 2 };

struct counts {
	uint64_t less, equal, greater;
};

/* How many of n values, n even, lie below, at and above the pivot. A comparison that holds is -1. */
struct counts three_way_count_good(const double *x, size_t n, double pivot)
{
	i64x2 less = {0, 0}, greater = {0, 0};
	struct counts c;

	for (size_t i = 0; i < n; i += LANES) {
		f64x2 v;

		memcpy(&v, x + i, sizeof(v));
		less -= v < pivot;
		greater -= v > pivot;
	}
	c.less = (uint64_t)(less[0] + less[1]);
	c.greater = (uint64_t)(greater[0] + greater[1]);
	c.equal = n - c.less - c.greater;
	return c;
}
