#include <stddef.h>
#include <stdint.h>

/* The Hamming weight of each codeword. */
void codeword_weights_bad(uint8_t *weight, const uint64_t *word, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		uint64_t w = word[i];
		uint8_t ones = 0;

		while (w) {
			ones += w & 1;
			w >>= 1;
		}
		weight[i] = ones;
	}
}
