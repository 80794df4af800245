#include "drive.h"

void clamp_samples_bad(float *out, const float *x, size_t n, float low, float high);
void clamp_samples_good(float *out, const float *x, size_t n, float low, float high);

static void run(struct drive *d)
{
	size_t n = d->n / 4 * 4;
	float *x = drive_f32(d, n), *limit = drive_f32(d, 2);
	float *bad = drive_f32(d, n), *good = drive_f32(d, n);

	if (limit[0] > limit[1]) {
		float swap = limit[0];

		limit[0] = limit[1];
		limit[1] = swap;
	}
	clamp_samples_bad(bad, x, n, limit[0], limit[1]);
	clamp_samples_good(good, x, n, limit[0], limit[1]);
	drive_same_f32s(d, "clamped", bad, good, n);
}

DRIVE_PAIR("clamp-samples", run, 0)
