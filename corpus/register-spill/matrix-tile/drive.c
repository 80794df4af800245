#include "drive.h"

void matrix_tile_bad(double c[64], const double *a, const double *b, size_t n);
void matrix_tile_good(double c[64], const double *a, const double *b, size_t n);

static void run(struct drive *d)
{
	double *a = drive_f64(d, 8 * d->n), *b = drive_f64(d, 8 * d->n);
	double *bad = drive_f64(d, 64), *good = drive_f64(d, 64);

	matrix_tile_bad(bad, a, b, d->n);
	matrix_tile_good(good, a, b, d->n);
	drive_same_f64s(d, "tile", bad, good, 64);
}

DRIVE_PAIR("matrix-tile", run, 0)
