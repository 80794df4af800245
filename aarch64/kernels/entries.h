/* entries.h: the aarch64 entries, one set for each tier, the features that they need, and what their files share.
 * Little-endian Linux, FreeBSD or bare AAPCS64; elsewhere these files compile as nothing, and scalar is what there is.
 */
#ifndef ASSAY_AARCH64_ENTRIES_H
#define ASSAY_AARCH64_ENTRIES_H

#include "../../kernels/tiers.h"

#include <string.h>

#pragma GCC visibility push(hidden)

/* Bits of struct tier's `needs`. */
enum aarch64_feature {
	ASSAY_ASIMD = 1,
	ASSAY_SVE = 2,
	ASSAY_SVE_WIDE = 4, /* SVE with vectors longer than NEON's 16 bytes */
	ASSAY_CSSC = 8,
};

uint64_t assay_popcount_neon(const void *data, size_t size);
uint64_t assay_popcount_words_neon(const uint64_t *words, size_t n);
uint64_t assay_hamming_neon(const void *a, const void *b, size_t size);

uint64_t assay_popcount_cssc(const void *data, size_t size);
uint64_t assay_popcount_words_cssc(const uint64_t *words, size_t n);
uint64_t assay_hamming_cssc(const void *a, const void *b, size_t size);

/* Any vector length: it is read at each call, because a thread may have a length of its own. */
uint64_t assay_popcount_sve(const void *data, size_t size);
uint64_t assay_popcount_words_sve(const uint64_t *words, size_t n);
uint64_t assay_hamming_sve(const void *a, const void *b, size_t size);

#pragma GCC visibility pop

/* A word that holds the last `n` (1 to 8) of the 8 bytes at p. */
static inline uint64_t assay_last_bytes(const unsigned char *p, size_t n)
{
	uint64_t w;
	memcpy(&w, p, 8);
	return w >> (64 - 8 * n);
}

/* A word that holds the n bytes at p, n from 0 to 7, and zeros. Bytes that are read twice land on themselves. */
static inline uint64_t assay_few_bytes(const unsigned char *p, size_t n)
{
	if (n >= 4) {
		uint32_t first, last;
		memcpy(&first, p, 4);
		memcpy(&last, p + n - 4, 4);
		return first | (uint64_t)last << (8 * (n - 4));
	}
	if (n == 0)
		return 0;
	return p[0] | (uint64_t)p[n / 2] << (8 * (n / 2)) | (uint64_t)p[n - 1] << (8 * (n - 1));
}

#endif
