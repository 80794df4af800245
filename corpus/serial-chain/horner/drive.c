#include "drive.h"

double horner_bad(const double *c, size_t n, double x);
double horner_good(const double *c, size_t n, double x);

/* Into [low, 2 low), keeping the fraction's bits: positive terms do not cancel, so the tolerance means something. */
static double tame(double v, double low)
{
	union {
		double value;
		uint64_t bits;
	} u = {v}, one = {1.0};

	u.bits = (u.bits & 0xfffffffffffff) | one.bits;
	return u.value * low;
}

static void run(struct drive *d)
{
	size_t n = d->n / 16 * 16;
	double *c = drive_f64(d, n), *x = drive_f64(d, 1);

	for (size_t i = 0; i < n; i++)
		c[i] = tame(c[i], 1.0);
	drive_same_f64(d, "value", horner_bad(c, n, tame(x[0], 0.5)), horner_good(c, n, tame(x[0], 0.5)));
	drive_same_f64(d, "value at 0", horner_bad(c, n, 0), horner_good(c, n, 0));
	drive_same_f64(d, "value at 1", horner_bad(c, n, 1), horner_good(c, n, 1));
}

DRIVE_PAIR("horner", run, 1e-12)
