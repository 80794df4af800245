#include "drive.h"

void stencil7x7_bad(float *out, const float *in, size_t stride, const float k[49], size_t n);
void stencil7x7_good(float *out, const float *in, size_t stride, const float *k, size_t rows, size_t n);

/* Into [1, 2), keeping the fraction's bits: positive terms do not cancel, so the tolerance means something. */
static float *tame(struct drive *d, size_t n)
{
	float *x = drive_f32(d, n);

	for (size_t i = 0; i < n; i++) {
		union {
			float value;
			uint32_t bits;
		} u = {x[i]}, one = {1.0f};

		u.bits = (u.bits & 0x7fffff) | one.bits;
		x[i] = u.value;
	}
	return x;
}

static void run(struct drive *d)
{
	size_t n = d->n / 4 * 4;
	size_t stride = n + 6 + (size_t)drive_below(d, 5);
	const float *in = tame(d, 6 * stride + n + 6), *k = tame(d, 49);
	float *bad = drive_f32(d, n), *good = drive_f32(d, n);

	stencil7x7_bad(bad, in, stride, k, n);
	stencil7x7_good(good, in, stride, k, 7, n);
	drive_same_f32s(d, "convolved", bad, good, n);
}

DRIVE_PAIR("stencil7x7", run, 1e-5)
