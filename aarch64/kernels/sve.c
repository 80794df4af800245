/* sve.c: the SVE tier: `cnt` for 64-bit lanes at any vector length, predicated tails. */
#if defined(__aarch64__) && defined(__AARCH64EL__)

#include "entries.h"

#include "sve.h"

/* `cnt` gives each 64-bit lane's count, so that sums are 64 bits wide from the start: nothing to widen, nothing that
 * can overflow, and no more instructions than with bytes. Main loop: four vectors and four sums (A64FXModel: an add
 * takes 4 cycles). Then single vectors, then the vector that ends with the range, in which a predicate leaves out the
 * lanes that were counted before: its dead lanes lie within the range too, never behind it in a page that may be
 * missing. */

/* `vector` is the vector length in bytes; size >= vector. z0-z7, z16-z19 and p0-p1 are call-clobbered; the v registers
 * name their lower halves to a compiler that knows nothing of SVE. */
ASSAY_SVE_FUNCTION static inline uint64_t sve_range(const unsigned char *p, size_t size, size_t vector)
{
	const unsigned char *range = p;
	size_t left = size, step;
	uint64_t total;
	__asm__(ASSAY_SVE_ASM "ptrue	p0.b\n\t"
	                      "mov	z4.d, #0\n\t"
	                      "mov	z5.d, #0\n\t"
	                      "mov	z6.d, #0\n\t"
	                      "mov	z7.d, #0\n\t"
	                      "lsl	%[step], %[vector], #2\n\t"
	                      "subs	%[left], %[left], %[step]\n\t"
	                      "b.lo	2f\n"
	                      "1:\n\t"
	                      "ld1d	{z0.d}, p0/z, [%[p]]\n\t"
	                      "ld1d	{z1.d}, p0/z, [%[p], #1, mul vl]\n\t"
	                      "ld1d	{z2.d}, p0/z, [%[p], #2, mul vl]\n\t"
	                      "ld1d	{z3.d}, p0/z, [%[p], #3, mul vl]\n\t"
	                      "add	%[p], %[p], %[step]\n\t"
	                      "subs	%[left], %[left], %[step]\n\t"
	                      "cnt	z0.d, p0/m, z0.d\n\t"
	                      "cnt	z1.d, p0/m, z1.d\n\t"
	                      "cnt	z2.d, p0/m, z2.d\n\t"
	                      "cnt	z3.d, p0/m, z3.d\n\t"
	                      "add	z4.d, z4.d, z0.d\n\t"
	                      "add	z5.d, z5.d, z1.d\n\t"
	                      "add	z6.d, z6.d, z2.d\n\t"
	                      "add	z7.d, z7.d, z3.d\n\t"
	                      "b.hs	1b\n"
	                      "2:\n\t"
	                      "add	%[left], %[left], %[step]\n\t"
	                      "subs	%[left], %[left], %[vector]\n\t"
	                      "b.lo	4f\n"
	                      "3:\n\t"
	                      "ld1d	{z0.d}, p0/z, [%[p]]\n\t"
	                      "add	%[p], %[p], %[vector]\n\t"
	                      "subs	%[left], %[left], %[vector]\n\t"
	                      "cnt	z0.d, p0/m, z0.d\n\t"
	                      "add	z4.d, z4.d, z0.d\n\t"
	                      "b.hs	3b\n"
	                      "4:\n\t"
	                      "neg	%[step], %[left]\n\t" /* lanes of the last vector that were counted before */
	                      "cmp	%[step], %[vector]\n\t"
	                      "b.eq	5f\n\t"
	                      "whilelo	p1.b, xzr, %[step]\n\t"
	                      "not	p1.b, p0/z, p1.b\n\t"
	                      "sub	%[p], %[p], %[step]\n\t"
	                      "ld1b	{z0.b}, p1/z, [%[p]]\n\t"
	                      "cnt	z0.d, p0/m, z0.d\n\t"
	                      "add	z5.d, z5.d, z0.d\n"
	                      "5:\n\t"
	                      "add	z4.d, z4.d, z5.d\n\t"
	                      "add	z6.d, z6.d, z7.d\n\t"
	                      "add	z4.d, z4.d, z6.d\n\t"
	                      "uaddv	d4, p0, z4.d\n\t"
	                      "fmov	%[total], d4"
	        : [p] "+&r"(p), [left] "+&r"(left), [step] "=&r"(step), [total] "=r"(total)
	        : [vector] "r"(vector), "m"(*(const char(*)[size])range)
	        : "cc", "p0", "p1", "v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "z0", "z1", "z2", "z3", "z4", "z5",
	          "z6", "z7");
	return total;
}

/* The same for a ^ b. */
ASSAY_SVE_FUNCTION static inline uint64_t sve_pair(const unsigned char *a, const unsigned char *b, size_t size,
                                                   size_t vector)
{
	const unsigned char *range_a = a, *range_b = b;
	size_t left = size, step;
	uint64_t total;
	__asm__(ASSAY_SVE_ASM "ptrue	p0.b\n\t"
	                      "mov	z16.d, #0\n\t"
	                      "mov	z17.d, #0\n\t"
	                      "mov	z18.d, #0\n\t"
	                      "mov	z19.d, #0\n\t"
	                      "lsl	%[step], %[vector], #2\n\t"
	                      "subs	%[left], %[left], %[step]\n\t"
	                      "b.lo	2f\n"
	                      "1:\n\t"
	                      "ld1d	{z0.d}, p0/z, [%[a]]\n\t"
	                      "ld1d	{z1.d}, p0/z, [%[a], #1, mul vl]\n\t"
	                      "ld1d	{z2.d}, p0/z, [%[a], #2, mul vl]\n\t"
	                      "ld1d	{z3.d}, p0/z, [%[a], #3, mul vl]\n\t"
	                      "ld1d	{z4.d}, p0/z, [%[b]]\n\t"
	                      "ld1d	{z5.d}, p0/z, [%[b], #1, mul vl]\n\t"
	                      "ld1d	{z6.d}, p0/z, [%[b], #2, mul vl]\n\t"
	                      "ld1d	{z7.d}, p0/z, [%[b], #3, mul vl]\n\t"
	                      "add	%[a], %[a], %[step]\n\t"
	                      "add	%[b], %[b], %[step]\n\t"
	                      "subs	%[left], %[left], %[step]\n\t"
	                      "eor	z0.d, z0.d, z4.d\n\t"
	                      "eor	z1.d, z1.d, z5.d\n\t"
	                      "eor	z2.d, z2.d, z6.d\n\t"
	                      "eor	z3.d, z3.d, z7.d\n\t"
	                      "cnt	z0.d, p0/m, z0.d\n\t"
	                      "cnt	z1.d, p0/m, z1.d\n\t"
	                      "cnt	z2.d, p0/m, z2.d\n\t"
	                      "cnt	z3.d, p0/m, z3.d\n\t"
	                      "add	z16.d, z16.d, z0.d\n\t"
	                      "add	z17.d, z17.d, z1.d\n\t"
	                      "add	z18.d, z18.d, z2.d\n\t"
	                      "add	z19.d, z19.d, z3.d\n\t"
	                      "b.hs	1b\n"
	                      "2:\n\t"
	                      "add	%[left], %[left], %[step]\n\t"
	                      "subs	%[left], %[left], %[vector]\n\t"
	                      "b.lo	4f\n"
	                      "3:\n\t"
	                      "ld1d	{z0.d}, p0/z, [%[a]]\n\t"
	                      "ld1d	{z4.d}, p0/z, [%[b]]\n\t"
	                      "add	%[a], %[a], %[vector]\n\t"
	                      "add	%[b], %[b], %[vector]\n\t"
	                      "subs	%[left], %[left], %[vector]\n\t"
	                      "eor	z0.d, z0.d, z4.d\n\t"
	                      "cnt	z0.d, p0/m, z0.d\n\t"
	                      "add	z16.d, z16.d, z0.d\n\t"
	                      "b.hs	3b\n"
	                      "4:\n\t"
	                      "neg	%[step], %[left]\n\t"
	                      "cmp	%[step], %[vector]\n\t"
	                      "b.eq	5f\n\t"
	                      "whilelo	p1.b, xzr, %[step]\n\t"
	                      "not	p1.b, p0/z, p1.b\n\t"
	                      "sub	%[a], %[a], %[step]\n\t"
	                      "sub	%[b], %[b], %[step]\n\t"
	                      "ld1b	{z0.b}, p1/z, [%[a]]\n\t"
	                      "ld1b	{z4.b}, p1/z, [%[b]]\n\t"
	                      "eor	z0.d, z0.d, z4.d\n\t"
	                      "cnt	z0.d, p0/m, z0.d\n\t"
	                      "add	z17.d, z17.d, z0.d\n"
	                      "5:\n\t"
	                      "add	z16.d, z16.d, z17.d\n\t"
	                      "add	z18.d, z18.d, z19.d\n\t"
	                      "add	z16.d, z16.d, z18.d\n\t"
	                      "uaddv	d16, p0, z16.d\n\t"
	                      "fmov	%[total], d16"
	        : [a] "+&r"(a), [b] "+&r"(b), [left] "+&r"(left), [step] "=&r"(step), [total] "=r"(total)
	        : [vector] "r"(vector), "m"(*(const char(*)[size])range_a), "m"(*(const char(*)[size])range_b)
	        : "cc", "p0", "p1", "v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "v16", "v17", "v18", "v19", "z0",
	          "z1", "z2", "z3", "z4", "z5", "z6", "z7", "z16", "z17", "z18", "z19");
	return total;
}

/* Less than a vector goes the NEON way. */
ASSAY_SVE_FUNCTION uint64_t assay_popcount_sve(const void *data, size_t size)
{
	size_t vector = assay_sve_bytes();
	return size < vector ? assay_popcount_neon(data, size) : sve_range(data, size, vector);
}

ASSAY_SVE_FUNCTION uint64_t assay_popcount_words_sve(const uint64_t *words, size_t n)
{
	size_t vector = assay_sve_bytes();
	return 8 * n < vector ? assay_popcount_words_neon(words, n)
	                      : sve_range((const unsigned char *)words, 8 * n, vector);
}

ASSAY_SVE_FUNCTION uint64_t assay_hamming_sve(const void *a, const void *b, size_t size)
{
	size_t vector = assay_sve_bytes();
	return size < vector ? assay_hamming_neon(a, b, size) : sve_pair(a, b, size, vector);
}

#endif
