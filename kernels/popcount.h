/* popcount.h: how many bits are set in a range of memory, and how many differ between two.
 *
 * Every function reads the bytes of the given ranges and nothing else, writes nothing, keeps no state that a caller
 * could see, and may be called from any thread at any time, the first call included. A length of 0 gives 0 and reads
 * nothing; the pointer may then be NULL. Undefined: a NULL pointer with a length above 0, a range that is not readable
 * to its end, a range that another thread writes meanwhile, a `words` pointer that is not aligned to 8 bytes.
 *
 * The fastest code that this CPU runs is chosen at the first call, and kept. ASSAY_KERNELS_TIER in the environment caps
 * the choice: its value is a tier's name (assay_kernels_tiers lists them); where the CPU does not have that tier, the
 * next slower one that it has is used. A name that is none of them, the empty one included, is said once on standard
 * error, and the scalar tier is used. A program that runs with another user's rights (setuid) ignores the variable.
 *
 * Installed: pkg-config assay-kernels. Or compiled into a program: the C files of this folder, as C11 by gcc or clang;
 * beside it lie the ISAs' folders, x86_64/kernels and aarch64/kernels, which they include. On other ISAs, 32-bit ones,
 * big-endian aarch64 and by -DASSAY_KERNELS_SCALAR_ONLY there is the scalar tier alone, which has no inline asm. */
#ifndef ASSAY_POPCOUNT_H
#define ASSAY_POPCOUNT_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The number of set bits in `size` bytes, at any alignment. */
uint64_t assay_popcount(const void *data, size_t size);

/* The number of set bits in n 64-bit words (8 * n bytes), aligned to 8 bytes. */
uint64_t assay_popcount_words(const uint64_t *words, size_t n);

/* The Hamming distance: the number of bits that differ between two ranges of `size` bytes, each at any alignment.
 * They may overlap. */
uint64_t assay_hamming(const void *a, const void *b, size_t size);

/* The name of the tier in use: "scalar", "avx2", "neon", ... */
const char *assay_kernels_tier(void);

/* The names of all tiers of this ISA, the slowest first, whether this CPU has them or not; ended by NULL. */
const char *const *assay_kernels_tiers(void);

#ifdef __cplusplus
}
#endif

#endif
