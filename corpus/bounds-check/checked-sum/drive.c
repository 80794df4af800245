#include "drive.h"

struct u64_vec {
	const uint64_t *data;
	size_t len;
};
uint64_t checked_sum_bad(const struct u64_vec *v, size_t n);
uint64_t checked_sum_good(const struct u64_vec *v, size_t n);

static void run(struct drive *d)
{
	struct u64_vec v = {drive_u64(d, d->n), d->n};
	size_t part = (size_t)drive_below(d, d->n + 1);

	drive_same_u64(d, "sum of all", checked_sum_bad(&v, d->n), checked_sum_good(&v, d->n));
	drive_same_u64(d, "sum of a part", checked_sum_bad(&v, part), checked_sum_good(&v, part));
}

DRIVE_PAIR("checked-sum", run, 0)
