#include "drive.h"

enum { CHANNELS = 8 };

void envelope_follower_bad(uint32_t envelope[CHANNELS], const uint16_t *level, size_t n);
void envelope_follower_good(uint32_t envelope[CHANNELS], const uint16_t *level, size_t n);

static void run(struct drive *d)
{
	uint16_t *level = drive_u16(d, d->n * CHANNELS);
	uint32_t *bad = drive_u32(d, CHANNELS), *good = drive_copy(d, bad, CHANNELS * sizeof(*bad));

	envelope_follower_bad(bad, level, d->n);
	envelope_follower_good(good, level, d->n);
	drive_same_bytes(d, "envelopes", bad, good, CHANNELS * sizeof(*bad));
}

DRIVE_PAIR("envelope-follower", run, 0)
