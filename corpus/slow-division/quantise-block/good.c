#include <stddef.h>
#include <stdint.h>

/* n coefficients as multiples of the quantiser step. x / step is the upper half of x * (2^32 / step, rounded up):
 * what is too much is less than 1 / step for every 16-bit x. A step of 1 would need 33 bits. */
void quantise_block_good(uint16_t *level, const uint16_t *coefficient, size_t n, uint16_t step)
{
	uint64_t inverse = 0xffffffff / step + (uint64_t)1;

	for (size_t i = 0; i < n; i++)
		level[i] = (uint16_t)(coefficient[i] * inverse >> 32);
}
