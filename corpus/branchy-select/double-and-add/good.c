#include <stddef.h>
#include <stdint.h>

/* x modulo `modulus` for x < 2 * modulus <= 2^64: subtracts, and adds back what that took too much. */
static inline uint64_t reduce(uint64_t x, uint64_t modulus)
{
	uint64_t less = x - modulus, borrow = (~x & modulus) | ((~x | modulus) & less);

	return less + (modulus & -(borrow >> 63));
}

/* base * scalar modulo `modulus`, from the scalar's n bits, highest first; base < modulus <= 2^63. */
uint64_t double_and_add_good(uint64_t base, const uint8_t *bit, size_t n, uint64_t modulus)
{
	uint64_t r = 0;

	for (size_t i = 0; i < n; i++) {
		r = reduce(r + r, modulus);
		r = reduce(r + (base & -(uint64_t)bit[i]), modulus);
	}
	return r;
}
