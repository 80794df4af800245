#include "drive.h"

void normal_equations_bad(double sum[144], const double *x, size_t n);
void normal_equations_good(double sum[144], const double *x, size_t n);

static void run(struct drive *d)
{
	double *x = drive_f64(d, 12 * d->n), *bad = drive_f64(d, 144), *good = drive_f64(d, 144);

	normal_equations_bad(bad, x, d->n);
	normal_equations_good(good, x, d->n);
	drive_same_f64s(d, "matrix", bad, good, 144);
}

DRIVE_PAIR("normal-equations", run, 0)
