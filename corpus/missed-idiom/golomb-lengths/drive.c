#include "drive.h"

void golomb_lengths_bad(uint8_t *length, const uint32_t *value, size_t n);
void golomb_lengths_good(uint8_t *length, const uint32_t *value, size_t n);

static void run(struct drive *d)
{
	uint32_t *value = drive_u32(d, d->n);
	uint8_t *bad = drive_u8(d, d->n), *good = drive_u8(d, d->n);

	golomb_lengths_bad(bad, value, d->n);
	golomb_lengths_good(good, value, d->n);
	drive_same_bytes(d, "lengths", bad, good, d->n);
}

DRIVE_PAIR("golomb-lengths", run, 0)
