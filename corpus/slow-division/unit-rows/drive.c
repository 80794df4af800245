#include "drive.h"

void unit_rows_bad(double *m, size_t rows);
void unit_rows_good(double *m, size_t rows);

enum { COLUMNS = 64 };

static void run(struct drive *d)
{
	size_t rows = d->n / COLUMNS;
	double *bad = drive_f64(d, rows * COLUMNS), *good;

	/* Sums and reciprocals stay far from overflow and underflow. */
	for (size_t i = 0; i < rows * COLUMNS; i++)
		if (bad[i] > 1e100 || bad[i] < -1e100 || (bad[i] < 1e-100 && bad[i] > -1e-100))
			bad[i] = 0.5;
	good = drive_copy(d, bad, rows * COLUMNS * sizeof(*bad));
	unit_rows_bad(bad, rows);
	unit_rows_good(good, rows);
	drive_same_f64s(d, "rows", bad, good, rows * COLUMNS);
}

DRIVE_PAIR("unit-rows", run, 1e-14)
