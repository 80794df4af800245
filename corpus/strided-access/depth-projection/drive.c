#include "drive.h"

void depth_projection_bad(uint8_t *image, const uint8_t *volume, size_t planes);
void depth_projection_good(uint8_t *image, const uint8_t *volume, size_t planes);

enum { SIDE = 64, PLANE = SIDE * SIDE };

static void run(struct drive *d)
{
	size_t planes = d->n / 32 % 513;
	uint8_t *volume = drive_u8(d, planes * PLANE), *bad = drive_u8(d, PLANE), *good = drive_u8(d, PLANE);

	depth_projection_bad(bad, volume, planes);
	depth_projection_good(good, volume, planes);
	drive_same_bytes(d, "image", bad, good, PLANE);
}

DRIVE_PAIR("depth-projection", run, 0)
