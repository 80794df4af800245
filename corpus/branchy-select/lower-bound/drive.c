#include "drive.h"

void lower_bound_bad(size_t *place, const uint64_t *key, size_t n, const uint64_t *value, size_t size);
void lower_bound_good(size_t *place, const uint64_t *key, size_t n, const uint64_t *value, size_t size);

static void run(struct drive *d)
{
	size_t size = ((size_t)1 << drive_below(d, 8)) - 1;
	uint64_t *key = drive_u64(d, d->n), *value = drive_u64(d, size);
	uint64_t *bad = drive_u64(d, d->n), *good = drive_u64(d, d->n);

	for (size_t i = 0; i < size; i++)
		value[i] = (i == 0 ? 0 : value[i - 1]) + drive_below(d, 4);
	if (size && d->fill == FILL_EXTREME)
		value[size - 1] = UINT64_MAX;
	for (size_t i = 0; i < d->n; i++)
		if (d->fill == FILL_RANDOM)
			key[i] %= 2 * size + 3;
	lower_bound_bad((size_t *)bad, key, d->n, value, size);
	lower_bound_good((size_t *)good, key, d->n, value, size);
	drive_same_bytes(d, "places", bad, good, d->n * sizeof(*bad));
}

DRIVE_PAIR("lower-bound", run, 0)
