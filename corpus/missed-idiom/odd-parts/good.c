#include <stddef.h>
#include <stdint.h>

/* Each value as an odd number times a power of two; 0 as 1 times 2^0. */
void odd_parts_good(uint32_t *odd, uint8_t *exponent, const uint32_t *value, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		uint32_t v = value[i] ? value[i] : 1;
		int twos = __builtin_ctz(v);

		odd[i] = v >> twos;
		exponent[i] = (uint8_t)twos;
	}
}
