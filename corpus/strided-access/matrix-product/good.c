#include <stddef.h>

/* c = a * b for square matrices of n rows: row i of c grows by one row of b after another. */
void matrix_product_good(double *restrict c, const double *restrict a, const double *restrict b, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		double *row = c + i * n;

		for (size_t j = 0; j < n; j++)
			row[j] = 0;
		for (size_t k = 0; k < n; k++) {
			double factor = a[i * n + k];

			for (size_t j = 0; j < n; j++)
				row[j] += factor * b[k * n + j];
		}
	}
}
