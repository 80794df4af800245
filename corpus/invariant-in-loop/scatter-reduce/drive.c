#include "drive.h"

enum reduction { REDUCE_SUM, REDUCE_MAX, REDUCE_LAST };
void scatter_reduce_bad(uint32_t *out, const uint32_t *index, const uint32_t *value, size_t n, enum reduction how);
void scatter_reduce_good(uint32_t *out, const uint32_t *index, const uint32_t *value, size_t n, enum reduction how);

enum { PLACES = 64 };

static void run(struct drive *d)
{
	enum reduction how = (enum reduction)drive_below(d, REDUCE_LAST + 1);
	uint32_t *index = drive_u32(d, d->n), *value = drive_u32(d, d->n), *bad = drive_u32(d, PLACES);
	uint32_t *good = drive_copy(d, bad, PLACES * sizeof(*bad));

	for (size_t i = 0; i < d->n; i++)
		index[i] %= PLACES;
	scatter_reduce_bad(bad, index, value, d->n, how);
	scatter_reduce_good(good, index, value, d->n, how);
	drive_same_bytes(d, "places", bad, good, PLACES * sizeof(*bad));
}

DRIVE_PAIR("scatter-reduce", run, 0)
