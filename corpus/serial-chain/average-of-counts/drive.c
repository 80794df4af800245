#include "drive.h"

enum { SERIES = 16 };

void average_of_counts_bad(double mean[SERIES], const int32_t *count, size_t n);
void average_of_counts_good(double mean[SERIES], const int32_t *count, size_t n);

static void run(struct drive *d)
{
	uint32_t *count = drive_u32(d, d->n * SERIES + 2); /* QEMU 7.2 reads 16 bytes where cvtdq2pd takes 8 */
	double *bad = drive_f64(d, SERIES), *good;

	for (size_t i = 0; i < d->n * SERIES; i++)
		count[i] &= 0x7fffffff;
	for (size_t i = 0; i < SERIES; i++)
		bad[i] = (double)i; /* nothing negative: nothing cancels, so the tolerance means something */
	good = drive_copy(d, bad, SERIES * sizeof(*bad));
	average_of_counts_bad(bad, (const int32_t *)count, d->n);
	average_of_counts_good(good, (const int32_t *)count, d->n);
	drive_same_f64s(d, "means", bad, good, SERIES);
}

DRIVE_PAIR("average-of-counts", run, 1e-12)
