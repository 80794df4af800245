#include "drive.h"

enum { TRACKS = 16 };

void stereo_shaper_bad(float *samples, size_t rows);
void stereo_shaper_good(float *samples, size_t rows);

/* Into [1, 2), keeping the fraction's bits: positive terms do not cancel, so the tolerance means something. */
static float tame(float v)
{
	union {
		float value;
		uint32_t bits;
	} u = {v}, one = {1.0f};

	u.bits = (u.bits & 0x7fffff) | one.bits;
	return u.value;
}

static void run(struct drive *d)
{
	size_t rows = d->n % 257 * 2, samples = rows * TRACKS;
	float *bad = drive_f32(d, samples), *good;

	for (size_t i = 0; i < samples; i++)
		bad[i] = tame(bad[i]);
	good = drive_copy(d, bad, samples * sizeof(*bad));
	stereo_shaper_bad(bad, rows);
	stereo_shaper_good(good, rows);
	drive_same_f32s(d, "samples", bad, good, samples);
}

DRIVE_PAIR("stereo-shaper", run, 1e-5)
