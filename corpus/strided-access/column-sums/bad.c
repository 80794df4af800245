#include <stddef.h>
#include <stdint.h>

/* The sum of each column of the matrix, which lies row by row. */
void column_sums_bad(uint64_t *sum, const uint32_t *matrix, size_t rows, size_t columns)
{
	for (size_t c = 0; c < columns; c++) {
		uint64_t s = 0;

		for (size_t r = 0; r < rows; r++)
			s += matrix[r * columns + c];
		sum[c] = s;
	}
}
