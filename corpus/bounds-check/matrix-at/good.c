#include <stddef.h>

struct matrix {
	double *at;
	size_t rows, columns, stride;
};

/* Multiplies the upper left part of the matrix by one factor for each column. Contract: the part lies in it; what
 * does not is left alone. */
void matrix_at_good(const struct matrix *m, size_t rows, size_t columns, const double *factor)
{
	size_t last_row = rows < m->rows ? rows : m->rows;
	size_t width = columns < m->columns ? columns : m->columns, stride = m->stride;
	double *row = m->at;

	for (size_t r = 0; r < last_row; r++, row += stride)
		for (size_t c = 0; c < width; c++)
			row[c] *= factor[c];
}
