#include "drive.h"

void soft_threshold_bad(int16_t *out, const int16_t *x, size_t n, int threshold);
void soft_threshold_good(int16_t *out, const int16_t *x, size_t n, int threshold);

static void run(struct drive *d)
{
	size_t n = d->n / 8 * 8;
	const int16_t *x = (const int16_t *)drive_u16(d, n);
	int16_t *bad = (int16_t *)drive_u16(d, n), *good = (int16_t *)drive_u16(d, n);
	int threshold = d->fill == FILL_EXTREME && d->n % 2 ? 32767 : (int)drive_below(d, d->n % 2 ? 32768 : 16);

	soft_threshold_bad(bad, x, n, threshold);
	soft_threshold_good(good, x, n, threshold);
	drive_same_bytes(d, "coefficients", bad, good, n * sizeof(*bad));
}

DRIVE_PAIR("soft-threshold", run, 0)
