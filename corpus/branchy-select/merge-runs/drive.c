#include "drive.h"

void merge_runs_bad(uint64_t *out, const uint64_t *a, size_t na, const uint64_t *b, size_t nb);
void merge_runs_good(uint64_t *out, const uint64_t *a, size_t na, const uint64_t *b, size_t nb);

/* n ascending values, with gaps of 0 to 3; with FILL_EXTREME they end at the largest there is. */
static uint64_t *ascending(struct drive *d, size_t n)
{
	uint64_t *run = drive_u64(d, n), value = d->fill == FILL_EXTREME ? UINT64_MAX - 4 * n : 0;

	for (size_t i = 0; i < n; i++)
		run[i] = value += drive_below(d, 4);
	return run;
}

static void run(struct drive *d)
{
	size_t na = d->n, nb = (size_t)drive_below(d, d->n + 9), n = na + nb;
	uint64_t *a = ascending(d, na), *b = ascending(d, nb);
	uint64_t *bad = drive_u64(d, n), *good = drive_u64(d, n);

	merge_runs_bad(bad, a, na, b, nb);
	merge_runs_good(good, a, na, b, nb);
	drive_same_bytes(d, "merged", bad, good, n * sizeof(*bad));
}

DRIVE_PAIR("merge-runs", run, 0)
