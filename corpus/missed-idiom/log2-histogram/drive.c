#include "drive.h"

void log2_histogram_bad(uint32_t *bucket, const uint32_t *size, size_t n);
void log2_histogram_good(uint32_t *bucket, const uint32_t *size, size_t n);

static void run(struct drive *d)
{
	uint32_t *size = drive_u32(d, d->n);
	uint32_t *bad = drive_bytes(d, 32 * sizeof(*bad)), *good = drive_bytes(d, 32 * sizeof(*good));

	for (size_t i = 0; i < d->n; i++)
		size[i] >>= drive_below(d, 32);
	log2_histogram_bad(bad, size, d->n);
	log2_histogram_good(good, size, d->n);
	drive_same_bytes(d, "buckets", bad, good, 32 * sizeof(*bad));
}

DRIVE_PAIR("log2-histogram", run, 0)
