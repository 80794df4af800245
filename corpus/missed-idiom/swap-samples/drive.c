#include "drive.h"

void swap_samples_bad(uint32_t *out, const uint32_t *in, size_t n);
void swap_samples_good(uint32_t *out, const uint32_t *in, size_t n);

static void run(struct drive *d)
{
	uint32_t *in = drive_u32(d, d->n), *bad = drive_u32(d, d->n), *good = drive_u32(d, d->n);

	swap_samples_bad(bad, in, d->n);
	swap_samples_good(good, in, d->n);
	drive_same_bytes(d, "samples", bad, good, d->n * sizeof(*bad));
}

DRIVE_PAIR("swap-samples", run, 0)
