#include "drive.h"

void quantise_block_bad(uint16_t *level, const uint16_t *coefficient, size_t n, uint16_t step);
void quantise_block_good(uint16_t *level, const uint16_t *coefficient, size_t n, uint16_t step);

static void run(struct drive *d)
{
	uint16_t *coefficient = drive_u16(d, d->n), *bad = drive_u16(d, d->n), *good = drive_u16(d, d->n);
	uint16_t step = (uint16_t)(1 + drive_below(d, drive_below(d, 2) ? 64 : 65535));

	quantise_block_bad(bad, coefficient, d->n, step);
	quantise_block_good(good, coefficient, d->n, step);
	drive_same_bytes(d, "levels", bad, good, d->n * sizeof(*bad));
}

DRIVE_PAIR("quantise-block", run, 0)
