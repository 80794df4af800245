#include "drive.h"

enum { TAPS = 40 };

void fir_delay_line_bad(float *y, const float *x, const float tap[TAPS], size_t n);
void fir_delay_line_good(float *y, const float *x, const float *tap, size_t taps, size_t n);

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
	float *x = tame(d, n + TAPS - 1), *tap = tame(d, TAPS);
	float *bad = drive_f32(d, n), *good = drive_f32(d, n);

	fir_delay_line_bad(bad, x + TAPS - 1, tap, n);
	fir_delay_line_good(good, x + TAPS - 1, tap, TAPS, n);
	drive_same_f32s(d, "filtered", bad, good, n);
}

DRIVE_PAIR("fir-delay-line", run, 1e-5)
