#include <stddef.h>
#include <stdint.h>

/* The length in bits of the exponential Golomb code of each value. */
void golomb_lengths_bad(uint8_t *length, const uint32_t *value, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		uint64_t v = (uint64_t)value[i] + 1;
		uint8_t bits = 0;

		while (v > 1) {
			v >>= 1;
			bits++;
		}
		length[i] = (uint8_t)(2 * bits + 1);
	}
}
