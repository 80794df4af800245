#include "drive.h"

double kahan_sum_bad(const double *x, size_t n);
double kahan_sum_good(const double *x, size_t n);

/* Into [1, 2), keeping the fraction's bits: positive terms do not cancel, so the tolerance means something. */
static double tame(double v)
{
	union {
		double value;
		uint64_t bits;
	} u = {v}, one = {1.0};

	u.bits = (u.bits & 0xfffffffffffff) | one.bits;
	return u.value;
}

static void run(struct drive *d)
{
	double *x = drive_f64(d, d->n);

	for (size_t i = 0; i < d->n; i++)
		x[i] = tame(x[i]) * (i % 3 ? 1 : 1e-9);
	drive_same_f64(d, "sum", kahan_sum_bad(x, d->n), kahan_sum_good(x, d->n));
}

DRIVE_PAIR("kahan-sum", run, 1e-14)
