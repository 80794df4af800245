/* x86_64.h: the entries and the CPU features of the x86_64 kernels. */
#ifndef ASSAY_KERNELS_X86_64_H
#define ASSAY_KERNELS_X86_64_H

#include "../../kernels/tiers.h"

#pragma GCC visibility push(hidden)

/* Bits of struct tier's `needs`. The vector ones say that the operating system saves the registers, too. */
enum x86_feature { X86_POPCNT = 1, X86_AVX2 = 2, X86_AVX512 = 4 /* F, BW, VL and VPOPCNTDQ */ };

uint64_t assay_popcount_popcnt(const void *data, size_t size);
uint64_t assay_popcount_words_popcnt(const uint64_t *words, size_t n);
uint64_t assay_hamming_popcnt(const void *a, const void *b, size_t size);

uint64_t assay_popcount_avx2(const void *data, size_t size);
uint64_t assay_popcount_words_avx2(const uint64_t *words, size_t n);
uint64_t assay_hamming_avx2(const void *a, const void *b, size_t size);

uint64_t assay_popcount_avx512(const void *data, size_t size);
uint64_t assay_popcount_words_avx512(const uint64_t *words, size_t n);
uint64_t assay_hamming_avx512(const void *a, const void *b, size_t size);

#pragma GCC visibility pop

#endif
