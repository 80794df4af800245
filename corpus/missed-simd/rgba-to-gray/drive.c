#include "drive.h"

void rgba_to_gray_bad(uint8_t *gray, const uint8_t *rgba, size_t n);
void rgba_to_gray_good(uint8_t *gray, const uint8_t *rgba, size_t n);

static void run(struct drive *d)
{
	uint8_t *rgba = drive_u8(d, 4 * d->n);
	uint8_t *bad = drive_u8(d, d->n), *good = drive_copy(d, bad, d->n);

	rgba_to_gray_bad(bad, rgba, d->n);
	rgba_to_gray_good(good, rgba, d->n);
	drive_same_bytes(d, "gray", bad, good, d->n);
}

DRIVE_PAIR("rgba-to-gray", run, 0)
