#include "drive.h"

#include <string.h>

void tint_rgb24_bad(uint8_t *out, const uint8_t *in, const uint8_t colour[16], size_t groups);
void tint_rgb24_good(uint8_t *out, const uint8_t *in, const uint8_t pattern[48], size_t groups);

static void run(struct drive *d)
{
	size_t groups = d->n / 4, size = 12 * groups;
	uint8_t *in = drive_u8(d, size + 4), *bad = drive_u8(d, size + 4), *good = drive_u8(d, size + 4);
	uint8_t *pattern = drive_u8(d, 48);

	memcpy(pattern + 12, pattern, 12);
	memcpy(pattern + 24, pattern, 24);
	tint_rgb24_bad(bad, in, pattern, groups);
	tint_rgb24_good(good, in, pattern, groups);
	drive_same_bytes(d, "pixels", bad, good, size);
}

DRIVE_PAIR("tint-rgb24", run, 0)
