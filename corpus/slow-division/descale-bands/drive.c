#include "drive.h"

void descale_bands_bad(int32_t *sample, const uint8_t *shift, size_t n);
void descale_bands_good(int32_t *sample, const uint8_t *shift, size_t n);

static void run(struct drive *d)
{
	int32_t *bad = (int32_t *)drive_u32(d, d->n), *good;
	uint8_t *shift = drive_u8(d, d->n);

	for (size_t i = 0; i < d->n; i++)
		shift[i] = shift[i] % 16;
	good = drive_copy(d, bad, d->n * sizeof(*bad));
	descale_bands_bad(bad, shift, d->n);
	descale_bands_good(good, shift, d->n);
	drive_same_bytes(d, "samples", bad, good, d->n * sizeof(*bad));
}

DRIVE_PAIR("descale-bands", run, 0)
