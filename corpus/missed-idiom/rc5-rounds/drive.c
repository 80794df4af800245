#include "drive.h"

void rc5_rounds_bad(uint32_t *block, const uint32_t *key, size_t n);
void rc5_rounds_good(uint32_t *block, const uint32_t *key, size_t n);

static void run(struct drive *d)
{
	size_t blocks = d->n / 2;
	uint32_t *key = drive_u32(d, 26), *bad = drive_u32(d, 2 * blocks), *good;

	good = drive_copy(d, bad, 2 * blocks * sizeof(*bad));
	rc5_rounds_bad(bad, key, blocks);
	rc5_rounds_good(good, key, blocks);
	drive_same_bytes(d, "blocks", bad, good, 2 * blocks * sizeof(*bad));
}

DRIVE_PAIR("rc5-rounds", run, 0)
