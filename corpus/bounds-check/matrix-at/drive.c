#include "drive.h"

struct matrix {
	double *at;
	size_t rows, columns, stride;
};
void matrix_at_bad(const struct matrix *m, size_t rows, size_t columns, const double *factor);
void matrix_at_good(const struct matrix *m, size_t rows, size_t columns, const double *factor);

static void run(struct drive *d)
{
	size_t columns = d->n, rows = (size_t)drive_below(d, 6), stride = columns + (size_t)drive_below(d, 4);
	struct matrix bad = {drive_f64(d, rows * stride), rows, columns, stride}, good = bad;
	double *factor = drive_f64(d, columns);
	size_t some_rows = (size_t)drive_below(d, rows + 1), some_columns = (size_t)drive_below(d, columns + 1);

	good.at = drive_copy(d, bad.at, rows * stride * sizeof(double));
	matrix_at_bad(&bad, rows, columns, factor);
	matrix_at_good(&good, rows, columns, factor);
	drive_same_f64s(d, "whole matrix", bad.at, good.at, rows * stride);
	matrix_at_bad(&bad, some_rows, some_columns, factor);
	matrix_at_good(&good, some_rows, some_columns, factor);
	drive_same_f64s(d, "a part again", bad.at, good.at, rows * stride);
}

DRIVE_PAIR("matrix-at", run, 0)
