#include "drive.h"

enum { CHANNELS = 32 };

void filter_bank_bad(float *frames, size_t n, float gain, float decay, float state[CHANNELS]);
void filter_bank_good(float *frames, size_t n, float gain, float decay, float state[CHANNELS]);

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

static float *tame_array(struct drive *d, size_t n)
{
	float *x = drive_f32(d, n);

	for (size_t i = 0; i < n; i++)
		x[i] = tame(x[i]);
	return x;
}

static void run(struct drive *d)
{
	size_t n = d->n % 129;
	float *bad = tame_array(d, n * CHANNELS), *good = drive_copy(d, bad, n * CHANNELS * sizeof(*bad));
	float *state = tame_array(d, CHANNELS), *same = drive_copy(d, state, CHANNELS * sizeof(*state));

	filter_bank_bad(bad, n, 0.25f, 0.75f, state);
	filter_bank_good(good, n, 0.25f, 0.75f, same);
	drive_same_f32s(d, "frames", bad, good, n * CHANNELS);
	drive_same_f32s(d, "state", state, same, CHANNELS);
}

DRIVE_PAIR("filter-bank", run, 1e-5)
