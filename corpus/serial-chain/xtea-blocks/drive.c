#include "drive.h"

void xtea_blocks_bad(uint32_t *block, size_t n, const uint32_t *round_key);
void xtea_blocks_good(uint32_t *block, size_t n, const uint32_t *round_key);

static void run(struct drive *d)
{
	uint32_t *key = drive_u32(d, 64), *bad = drive_u32(d, 2 * d->n);
	uint32_t *good = drive_copy(d, bad, 2 * d->n * sizeof(*bad));

	xtea_blocks_bad(bad, d->n, key);
	xtea_blocks_good(good, d->n, key);
	drive_same_bytes(d, "blocks", bad, good, 2 * d->n * sizeof(*bad));
}

DRIVE_PAIR("xtea-blocks", run, 0)
