#include "drive.h"

void pixel_grid_bad(uint8_t *pixel, size_t n, uint32_t width);
void pixel_grid_good(uint8_t *pixel, size_t n, uint32_t width);

static void run(struct drive *d)
{
	uint8_t *bad = drive_u8(d, d->n), *good = drive_u8(d, d->n);
	uint32_t width = (uint32_t)(1 + drive_below(d, 200));

	pixel_grid_bad(bad, d->n, width);
	pixel_grid_good(good, d->n, width);
	drive_same_bytes(d, "pixels", bad, good, d->n);
}

DRIVE_PAIR("pixel-grid", run, 0)
