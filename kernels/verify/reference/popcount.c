/* popcount.c: what the kernels of popcount.h are compared with: every bit looked at, one at a time. */
#include <stddef.h>
#include <stdint.h>

uint64_t reference_popcount(const void *data, size_t size);
uint64_t reference_popcount_words(const uint64_t *words, size_t n);
uint64_t reference_hamming(const void *a, const void *b, size_t size);

static unsigned char bits_of[256];

__attribute__((constructor)) static void look_at_each_bit(void)
{
	for (unsigned byte = 0; byte < 256; byte++)
		for (unsigned bit = 0; bit < 8; bit++)
			if (byte & 1u << bit)
				bits_of[byte]++;
}

uint64_t reference_popcount(const void *data, size_t size)
{
	const unsigned char *byte = data;
	uint64_t sum = 0;
	for (size_t i = 0; i < size; i++)
		sum += bits_of[byte[i]];
	return sum;
}

uint64_t reference_popcount_words(const uint64_t *words, size_t n) { return reference_popcount(words, n * 8); }

uint64_t reference_hamming(const void *a, const void *b, size_t size)
{
	const unsigned char *x = a, *y = b;
	uint64_t sum = 0;
	for (size_t i = 0; i < size; i++)
		sum += bits_of[x[i] ^ y[i]];
	return sum;
}
