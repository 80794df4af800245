#include <stddef.h>
#include <stdint.h>

/* One row of a 3x3 Laplacian's absolute value, saturated: from the rows above, at and below, each n + 2 pixels. */
void edge_filter_bad(uint8_t *out, const uint8_t *above, const uint8_t *row, const uint8_t *below, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		int sum = 4 * row[i + 1] - row[i] - row[i + 2] - above[i + 1] - below[i + 1];

		sum = sum < 0 ? -sum : sum;
		out[i] = (uint8_t)(sum > UINT8_MAX ? UINT8_MAX : sum);
	}
}
