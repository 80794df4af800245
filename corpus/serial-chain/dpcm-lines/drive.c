#include "drive.h"

void dpcm_lines_bad(int16_t *sample, const int8_t *difference, size_t lines);
void dpcm_lines_good(int16_t *sample, const int8_t *difference, size_t lines);

enum { LINE = 64 };

static void run(struct drive *d)
{
	size_t lines = d->n % 12 * 3;
	int8_t *difference = (int8_t *)drive_u8(d, lines * LINE);
	uint16_t *bad = drive_u16(d, lines * LINE), *good = drive_u16(d, lines * LINE);

	dpcm_lines_bad((int16_t *)bad, difference, lines);
	dpcm_lines_good((int16_t *)good, difference, lines);
	drive_same_bytes(d, "samples", bad, good, lines * LINE * sizeof(*bad));
}

DRIVE_PAIR("dpcm-lines", run, 0)
