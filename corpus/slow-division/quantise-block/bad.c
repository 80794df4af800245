#include <stddef.h>
#include <stdint.h>

/* n coefficients as multiples of the quantiser step. */
void quantise_block_bad(uint16_t *level, const uint16_t *coefficient, size_t n, uint16_t step)
{
	for (size_t i = 0; i < n; i++)
		level[i] = coefficient[i] / step;
}
