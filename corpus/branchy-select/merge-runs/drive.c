#include "drive.h"

void merge_runs_bad(uint64_t *out, const uint64_t *a, const uint64_t *b, size_t n);
void merge_runs_good(uint64_t *out, const uint64_t *a, const uint64_t *b, size_t n);

/* n ascending values, with gaps of 0 to 3, and the end mark; with FILL_EXTREME they go up to it. */
static uint64_t *ascending(struct drive *d, size_t n)
{
	uint64_t *run = drive_u64(d, n + 1), value = d->fill == FILL_EXTREME ? UINT64_MAX - 1 - 4 * n : 0;

	for (size_t i = 0; i < n; i++)
		run[i] = value += drive_below(d, 4);
	run[n] = UINT64_MAX;
	return run;
}

static void run(struct drive *d)
{
	size_t na = d->n, nb = d->n < 2 ? d->n : (size_t)drive_below(d, d->n + 9), n = na + nb;
	uint64_t *a = ascending(d, na), *b = ascending(d, nb);
	uint64_t *bad = drive_u64(d, n), *good = drive_u64(d, n);

	merge_runs_bad(bad, a, b, n);
	merge_runs_good(good, a, b, n);
	drive_same_bytes(d, "merged", bad, good, n * sizeof(*bad));
}

DRIVE_PAIR("merge-runs", run, 0)
