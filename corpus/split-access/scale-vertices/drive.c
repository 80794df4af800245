#include "drive.h"

void scale_vertices_bad(double *vertices, size_t n, double sx, double sy);
void scale_vertices_good(double *vertices, size_t n, double sx, double sy);

static void run(struct drive *d)
{
	double *bad = drive_f64(d, 3 * d->n), *good = drive_f64(d, 4 * d->n), *factor = drive_f64(d, 2);

	for (size_t i = 0; i < d->n; i++)
		for (size_t k = 0; k < 3; k++)
			good[4 * i + k] = bad[3 * i + k];
	scale_vertices_bad(bad, d->n, factor[0], factor[1]);
	scale_vertices_good(good, d->n, factor[0], factor[1]);
	for (size_t i = 0; i < d->n; i++)
		drive_same_f64s(d, "vertex", bad + 3 * i, good + 4 * i, 3);
}

DRIVE_PAIR("scale-vertices", run, 0)
