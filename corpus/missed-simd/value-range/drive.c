#include "drive.h"

struct range {
	int32_t min, max;
};
struct range value_range_bad(const int32_t *x, size_t n);
struct range value_range_good(const int32_t *x, size_t n);

static void run(struct drive *d)
{
	const int32_t *x = (const int32_t *)drive_u32(d, d->n);
	struct range bad = value_range_bad(x, d->n), good = value_range_good(x, d->n);

	drive_same_u64(d, "smallest", (uint64_t)bad.min, (uint64_t)good.min);
	drive_same_u64(d, "largest", (uint64_t)bad.max, (uint64_t)good.max);
}

DRIVE_PAIR("value-range", run, 0)
