/* scalar.c: the portable fallback of the kernels: Harley-Seal, carry-save adders over 64-bit words, in plain C. */
#include "tiers.h"

#include <string.h>

#define INLINE static inline __attribute__((always_inline))

enum { WORD = 8, SMALL_BLOCK = 8 * WORD, BLOCK = 64 * WORD };

/* The word at a, or how it differs from the one at b. All callers give b as a constant NULL or none, so each function
 * below becomes one for ranges and one for pairs of ranges. */
INLINE uint64_t load(const unsigned char *a, const unsigned char *b)
{
	uint64_t x, y = 0;
	memcpy(&x, a, sizeof x);
	if (b)
		memcpy(&y, b, sizeof y);
	return x ^ y;
}

INLINE uint64_t count_word(uint64_t x)
{
	x -= x >> 1 & 0x5555555555555555;
	x = (x & 0x3333333333333333) + (x >> 2 & 0x3333333333333333);
	x = (x + (x >> 4)) & 0x0f0f0f0f0f0f0f0f;
	return x * 0x0101010101010101 >> 56;
}

/* A full adder for each of 64 bit positions: *sum + a + b, the carry is returned. */
INLINE uint64_t add(uint64_t *sum, uint64_t a, uint64_t b)
{
	const uint64_t half = a ^ b, carry = (a & b) | (*sum & half);
	*sum ^= half;
	return carry;
}

struct sums {
	uint64_t ones, twos, fours, eights, sixteens, thirty_twos;
};

/* Adds 4 words; what carries out of the twos. */
INLINE uint64_t add_4(struct sums *s, const unsigned char *a, const unsigned char *b)
{
	const uint64_t twos = add(&s->ones, load(a, b), load(a + 8, b ? b + 8 : NULL));
	return add(&s->twos, twos, add(&s->ones, load(a + 16, b ? b + 16 : NULL), load(a + 24, b ? b + 24 : NULL)));
}

INLINE uint64_t add_8(struct sums *s, const unsigned char *a, const unsigned char *b)
{
	const uint64_t fours = add_4(s, a, b);
	return add(&s->fours, fours, add_4(s, a + 32, b ? b + 32 : NULL));
}

INLINE uint64_t add_16(struct sums *s, const unsigned char *a, const unsigned char *b)
{
	const uint64_t eights = add_8(s, a, b);
	return add(&s->eights, eights, add_8(s, a + 64, b ? b + 64 : NULL));
}

INLINE uint64_t add_32(struct sums *s, const unsigned char *a, const unsigned char *b)
{
	const uint64_t sixteens = add_16(s, a, b);
	return add(&s->sixteens, sixteens, add_16(s, a + 128, b ? b + 128 : NULL));
}

INLINE uint64_t add_64(struct sums *s, const unsigned char *a, const unsigned char *b)
{
	const uint64_t thirty_twos = add_32(s, a, b);
	return add(&s->thirty_twos, thirty_twos, add_32(s, a + 256, b ? b + 256 : NULL));
}

INLINE uint64_t count_sums(const struct sums *s)
{
	return 32 * count_word(s->thirty_twos) + 16 * count_word(s->sixteens) + 8 * count_word(s->eights) +
	       4 * count_word(s->fours) + 2 * count_word(s->twos) + count_word(s->ones);
}

/* 0 to 7 bytes, in pieces of 4, 2 and 1. */
INLINE uint64_t gather(const unsigned char *p, size_t size)
{
	uint64_t x = 0;
	uint32_t four;
	uint16_t two;
	if (size & 4) {
		memcpy(&four, p, sizeof four);
		x = four;
		p += sizeof four;
	}
	if (size & 2) {
		memcpy(&two, p, sizeof two);
		x = x << 16 | two;
		p += sizeof two;
	}
	return size & 1 ? x << 8 | *p : x;
}

INLINE uint64_t count(const unsigned char *a, const unsigned char *b, size_t size)
{
	struct sums s = {0};
	uint64_t total = 0;
	size_t at = 0;
	for (; size - at >= BLOCK; at += BLOCK)
		total += 64 * count_word(add_64(&s, a + at, b ? b + at : NULL));
	if (size >= 2 * SMALL_BLOCK) {
		for (; size - at >= SMALL_BLOCK; at += SMALL_BLOCK)
			total += 8 * count_word(add_8(&s, a + at, b ? b + at : NULL));
		total += count_sums(&s);
	}
	for (; size - at >= WORD; at += WORD)
		total += count_word(load(a + at, b ? b + at : NULL));
	if (size > at)
		total += count_word(gather(a + at, size - at) ^ (b ? gather(b + at, size - at) : 0));
	return total;
}

uint64_t assay_popcount_scalar(const void *data, size_t size) { return count(data, NULL, size); }

uint64_t assay_popcount_words_scalar(const uint64_t *words, size_t n)
{
	return count((const unsigned char *)words, NULL, n * sizeof *words);
}

uint64_t assay_hamming_scalar(const void *a, const void *b, size_t size) { return count(a, b, size); }
