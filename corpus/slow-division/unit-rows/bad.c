#include <stddef.h>

enum { COLUMNS = 64 };

/* Scales each row of 64 so that its absolute values add up to 1; a row of zeroes stays. */
void unit_rows_bad(double *m, size_t rows)
{
	for (size_t r = 0; r < rows; r++) {
		double *row = m + r * COLUMNS, sum = 0;

		for (size_t i = 0; i < COLUMNS; i++)
			sum += row[i] < 0 ? -row[i] : row[i];
		for (size_t i = 0; sum > 0 && i < COLUMNS; i++)
			row[i] /= sum;
	}
}
