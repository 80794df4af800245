#include "drive.h"

void matrix_product_bad(double *c, const double *a, const double *b, size_t n);
void matrix_product_good(double *c, const double *a, const double *b, size_t n);

static void run(struct drive *d)
{
	size_t n = 0;

	while ((n + 1) * (n + 1) <= d->n)
		n++;
	double *a = drive_f64(d, n * n), *b = drive_f64(d, n * n), *bad = drive_f64(d, n * n), *good = drive_f64(d, n * n);

	matrix_product_bad(bad, a, b, n);
	matrix_product_good(good, a, b, n);
	drive_same_f64s(d, "product", bad, good, n * n);
}

DRIVE_PAIR("matrix-product", run, 0)
