#include "drive.h"

enum { CHANNELS = 32 };

void envelope_follower_bad(int32_t envelope[CHANNELS], const int32_t *level, size_t n);
void envelope_follower_good(int32_t envelope[CHANNELS], const int32_t *level, size_t n);

/* Levels of 24 bits, at least 0. */
static int32_t *levels(struct drive *d, size_t n)
{
	uint32_t *v = drive_u32(d, n);

	for (size_t i = 0; i < n; i++)
		v[i] &= 0xffffff;
	return (int32_t *)v;
}

static void run(struct drive *d)
{
	int32_t *level = levels(d, d->n * CHANNELS), *bad = levels(d, CHANNELS);
	int32_t *good = drive_copy(d, bad, CHANNELS * sizeof(*bad));

	envelope_follower_bad(bad, level, d->n);
	envelope_follower_good(good, level, d->n);
	drive_same_bytes(d, "envelopes", bad, good, CHANNELS * sizeof(*bad));
}

DRIVE_PAIR("envelope-follower", run, 0)
