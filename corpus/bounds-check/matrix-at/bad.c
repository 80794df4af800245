#include <stddef.h>
#include <stdlib.h>

struct matrix {
	double *at;
	size_t rows, columns, stride;
};

static double *matrix_at(const struct matrix *m, size_t row, size_t column)
{
	if (row >= m->rows || column >= m->columns)
		abort();
	return &m->at[row * m->stride + column];
}

/* Multiplies the upper left part of the matrix by one factor for each column. Contract: the part lies in it. */
void matrix_at_bad(const struct matrix *m, size_t rows, size_t columns, const double *factor)
{
	for (size_t r = 0; r < rows; r++)
		for (size_t c = 0; c < columns; c++)
			*matrix_at(m, r, c) *= factor[c];
}
