#include <stddef.h>
#include <stdint.h>

enum { ROUNDS = 12 };

static uint32_t rotate(uint32_t x, uint32_t by)
{
	by &= 31;
	return x << by | x >> (31 - by) >> 1;
}

/* RC5-32/12-CBC encryption of n blocks of two words each, with an expanded key of 26 words. */
void rc5_rounds_bad(uint32_t *block, const uint32_t *key, size_t n)
{
	uint32_t a = 0, b = 0;

	for (size_t i = 0; i < n; i++) {
		a = (a ^ block[2 * i]) + key[0];
		b = (b ^ block[2 * i + 1]) + key[1];
		for (size_t r = 1; r <= ROUNDS; r++) {
			a = rotate(a ^ b, b) + key[2 * r];
			b = rotate(b ^ a, a) + key[2 * r + 1];
		}
		block[2 * i] = a, block[2 * i + 1] = b;
	}
}
