#include "drive.h"

struct grade {
	uint32_t gain, exposure;
	uint8_t curve[256];
};
void exposure_bad(const struct grade *g, uint8_t *sample, size_t n);
void exposure_good(const struct grade *g, uint8_t *sample, size_t n);

static void run(struct drive *d)
{
	struct grade g = {(uint32_t)drive_below(d, 512), (uint32_t)drive_below(d, 512), {0}};
	uint8_t *bad = drive_u8(d, d->n), *good = drive_copy(d, bad, d->n);

	for (unsigned i = 0; i < sizeof(g.curve); i++)
		g.curve[i] = (uint8_t)drive_next(d);
	exposure_bad(&g, bad, d->n);
	exposure_good(&g, good, d->n);
	drive_same_bytes(d, "samples", bad, good, d->n);
}

DRIVE_PAIR("exposure", run, 0)
