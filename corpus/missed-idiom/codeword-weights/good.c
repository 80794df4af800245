#include <stddef.h>
#include <stdint.h>

/* The Hamming weight of each codeword. */
void codeword_weights_good(uint8_t *weight, const uint64_t *word, size_t n)
{
	for (size_t i = 0; i < n; i++)
		weight[i] = (uint8_t)__builtin_popcountll(word[i]);
}
