#include "drive.h"

float likelihood_bad(const float *ratio, size_t n);
float likelihood_good(const float *ratio, size_t n);

/* Into [1 - 1/512, 1 + 1/512], by some of the fraction's bits: the product of thousands stays a normal number. */
static float near_one(float v)
{
	union {
		float value;
		uint32_t bits;
	} u = {v};

	return 1 + ((float)(u.bits & 0x3fff) - 8192) / (8192 * 512);
}

static void run(struct drive *d)
{
	float *ratio = drive_f32(d, d->n);

	for (size_t i = 0; i < d->n; i++)
		ratio[i] = near_one(ratio[i]);
	drive_same_f64(d, "product", likelihood_bad(ratio, d->n), likelihood_good(ratio, d->n));
}

DRIVE_PAIR("likelihood", run, 1e-3)
