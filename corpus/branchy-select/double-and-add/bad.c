#include <stddef.h>
#include <stdint.h>

/* base * scalar modulo `modulus`, from the scalar's n bits, highest first; base < modulus <= 2^63. */
uint64_t double_and_add_bad(uint64_t base, const uint8_t *bit, size_t n, uint64_t modulus)
{
	uint64_t r = 0;

	for (size_t i = 0; i < n; i++) {
		r += r;
		if (r >= modulus)
			r -= modulus;
		if (bit[i]) {
			r += base;
			if (r >= modulus)
				r -= modulus;
		}
	}
	return r;
}
