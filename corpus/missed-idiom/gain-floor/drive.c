#include "drive.h"

void gain_floor_bad(int16_t *floor, const int16_t *a, const int16_t *b, size_t n);
void gain_floor_good(int16_t *floor, const int16_t *a, const int16_t *b, size_t n);

static void run(struct drive *d)
{
	int16_t *a = (int16_t *)drive_u16(d, d->n), *b = (int16_t *)drive_u16(d, d->n);
	int16_t *bad = (int16_t *)drive_u16(d, d->n), *good = (int16_t *)drive_u16(d, d->n);

	for (size_t i = 0; i < d->n; i++)
		a[i] /= 2, b[i] /= 2;
	gain_floor_bad(bad, a, b, d->n);
	gain_floor_good(good, a, b, d->n);
	drive_same_bytes(d, "floors", bad, good, d->n * sizeof(*bad));
}

DRIVE_PAIR("gain-floor", run, 0)
