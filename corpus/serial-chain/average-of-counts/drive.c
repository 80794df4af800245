#include "drive.h"

enum { SERIES = 8 };

void average_of_counts_bad(double mean[SERIES], const uint32_t *count, size_t n);
void average_of_counts_good(double mean[SERIES], const uint32_t *count, size_t n);

static void run(struct drive *d)
{
	uint32_t *count = drive_u32(d, d->n * SERIES);
	double *bad = drive_f64(d, SERIES), *good;

	for (size_t i = 0; i < SERIES; i++)
		bad[i] = (double)i; /* nothing negative: nothing cancels, so the tolerance means something */
	good = drive_copy(d, bad, SERIES * sizeof(*bad));
	average_of_counts_bad(bad, count, d->n);
	average_of_counts_good(good, count, d->n);
	drive_same_f64s(d, "means", bad, good, SERIES);
}

DRIVE_PAIR("average-of-counts", run, 1e-12)
