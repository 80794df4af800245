#include <stddef.h>
#include <stdint.h>

struct counts {
	uint64_t less, equal, greater;
};

/* How many of n values, n even, lie below, at and above the pivot. */
struct counts three_way_count_bad(const double *x, size_t n, double pivot)
{
	struct counts c = {0, 0, 0};

	for (size_t i = 0; i < n; i++) {
		if (x[i] < pivot)
			c.less++;
		else if (x[i] > pivot)
			c.greater++;
		else
			c.equal++;
	}
	return c;
}
