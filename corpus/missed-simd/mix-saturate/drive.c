#include "drive.h"

void mix_saturate_bad(int16_t *mix, const int16_t *track, size_t n);
void mix_saturate_good(int16_t *mix, const int16_t *track, size_t n);

static void run(struct drive *d)
{
	uint16_t *track = drive_u16(d, d->n);
	uint16_t *bad = drive_u16(d, d->n), *good = drive_copy(d, bad, d->n * sizeof(*bad));

	mix_saturate_bad((int16_t *)bad, (const int16_t *)track, d->n);
	mix_saturate_good((int16_t *)good, (const int16_t *)track, d->n);
	drive_same_bytes(d, "mix", bad, good, d->n * sizeof(*bad));
}

DRIVE_PAIR("mix-saturate", run, 0)
