#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* The sum of each column of the matrix, which lies row by row: one running sum for each column. */
void column_sums_good(uint64_t *restrict sum, const uint32_t *restrict matrix, size_t rows, size_t columns)
{
	memset(sum, 0, columns * sizeof(*sum));
	for (size_t r = 0; r < rows; r++)
		for (size_t c = 0; c < columns; c++)
			sum[c] += matrix[r * columns + c];
}
