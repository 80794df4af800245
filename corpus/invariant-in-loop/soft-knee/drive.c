#include "drive.h"

void soft_knee_bad(float *out, const float *in, size_t n, float threshold, float ratio);
void soft_knee_good(float *out, const float *in, size_t n, float threshold, float ratio);

static void run(struct drive *d)
{
	float *in = drive_f32(d, d->n), *bad = drive_f32(d, d->n), *good = drive_f32(d, d->n);

	soft_knee_bad(bad, in, d->n, 0.25f, 0.3f);
	soft_knee_good(good, in, d->n, 0.25f, 0.3f);
	drive_same_f32s(d, "samples", bad, good, d->n);
}

DRIVE_PAIR("soft-knee", run, 1.0e-6)
