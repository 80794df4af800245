#include "drive.h"

void saxpy_bad(float *y, const float *x, float a, size_t n);
void saxpy_good(float *y, const float *x, float a, size_t n);

static void run(struct drive *d)
{
	float *x = drive_f32(d, d->n), *a = drive_f32(d, 1);
	float *bad = drive_f32(d, d->n), *good = drive_copy(d, bad, d->n * sizeof(*bad));

	saxpy_bad(bad, x, a[0], d->n);
	saxpy_good(good, x, a[0], d->n);
	drive_same_f32s(d, "y", bad, good, d->n);
}

DRIVE_PAIR("saxpy", run, 0)
