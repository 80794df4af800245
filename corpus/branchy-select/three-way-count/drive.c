#include "drive.h"

struct counts {
	uint64_t less, equal, greater;
};
struct counts three_way_count_bad(const double *x, size_t n, double pivot);
struct counts three_way_count_good(const double *x, size_t n, double pivot);

static void run(struct drive *d)
{
	size_t n = d->n / 2 * 2;
	double *x = drive_f64(d, n), *pivot = drive_f64(d, 2);

	for (unsigned i = 0; i < 2; i++) {
		struct counts bad = three_way_count_bad(x, n, pivot[i]), good = three_way_count_good(x, n, pivot[i]);

		drive_same_u64(d, "less", bad.less, good.less);
		drive_same_u64(d, "equal", bad.equal, good.equal);
		drive_same_u64(d, "greater", bad.greater, good.greater);
	}
}

DRIVE_PAIR("three-way-count", run, 0)
