/* neon.c: the NEON tier: `cnt` for bytes, sums widened before they can overflow. */
#if defined(__aarch64__) && defined(__AARCH64EL__)

#include "entries.h"

typedef uint8_t neon_bytes __attribute__((vector_size(16)));
typedef uint16_t neon_halves __attribute__((vector_size(16)));

/* A block is 128 bytes: two accumulators, each fed once a block, hide the latency of uadalp (llvm-mca, NeoverseV1Model:
 * 31 bytes a cycle, 16 with one accumulator; A64FXModel: 12.6 and 6.3). Two instructions for each 16 bytes (cnt, and an
 * add or uadalp) are the floor: udot instead of add needs as many, a carry-save adder (eor, eor, bsl for two vectors,
 * then cnt and add for its carry) 2.5. A halfword lane gains at most 64 for each block. */
enum { NEON_BLOCK = 128, NEON_MAX_BLOCKS = 512 };
_Static_assert(NEON_MAX_BLOCKS * 64 <= UINT16_MAX, "a halfword lane overflows");

/* n from 1 to NEON_MAX_BLOCKS. */
static inline uint64_t neon_blocks(const unsigned char *p, size_t n)
{
	neon_bytes t0, t1, t2, t3, t4, t5, t6, t7;
	neon_halves sum0 = {0}, sum1 = {0};
	size_t bytes = n * NEON_BLOCK;
	const unsigned char *range = p;
	uint64_t total;
	__asm__("1:\n\t"
	        "ldp	%q[t0], %q[t1], [%[p]]\n\t"
	        "ldp	%q[t2], %q[t3], [%[p], #32]\n\t"
	        "ldp	%q[t4], %q[t5], [%[p], #64]\n\t"
	        "ldp	%q[t6], %q[t7], [%[p], #96]\n\t"
	        "add	%[p], %[p], #128\n\t"
	        "subs	%[n], %[n], #1\n\t"
	        "cnt	%[t0].16b, %[t0].16b\n\t"
	        "cnt	%[t1].16b, %[t1].16b\n\t"
	        "cnt	%[t2].16b, %[t2].16b\n\t"
	        "cnt	%[t3].16b, %[t3].16b\n\t"
	        "cnt	%[t4].16b, %[t4].16b\n\t"
	        "cnt	%[t5].16b, %[t5].16b\n\t"
	        "cnt	%[t6].16b, %[t6].16b\n\t"
	        "cnt	%[t7].16b, %[t7].16b\n\t"
	        "add	%[t0].16b, %[t0].16b, %[t1].16b\n\t"
	        "add	%[t2].16b, %[t2].16b, %[t3].16b\n\t"
	        "add	%[t4].16b, %[t4].16b, %[t5].16b\n\t"
	        "add	%[t6].16b, %[t6].16b, %[t7].16b\n\t"
	        "add	%[t0].16b, %[t0].16b, %[t2].16b\n\t"
	        "add	%[t4].16b, %[t4].16b, %[t6].16b\n\t"
	        "uadalp	%[sum0].8h, %[t0].16b\n\t"
	        "uadalp	%[sum1].8h, %[t4].16b\n\t"
	        "b.ne	1b\n\t"
	        "uaddlv	%s[sum0], %[sum0].8h\n\t"
	        "uaddlv	%s[sum1], %[sum1].8h\n\t"
	        "add	%[sum0].2s, %[sum0].2s, %[sum1].2s\n\t"
	        "fmov	%w[total], %s[sum0]"
	        : [p] "+&r"(p), [n] "+&r"(n), [sum0] "+&w"(sum0), [sum1] "+&w"(sum1), [t0] "=&w"(t0), [t1] "=&w"(t1),
	          [t2] "=&w"(t2), [t3] "=&w"(t3), [t4] "=&w"(t4), [t5] "=&w"(t5), [t6] "=&w"(t6), [t7] "=&w"(t7),
	          [total] "=r"(total)
	        : "m"(*(const char(*)[bytes])range)
	        : "cc");
	return total;
}

/* The same for a ^ b. */
static inline uint64_t neon_pair_blocks(const unsigned char *a, const unsigned char *b, size_t n)
{
	neon_bytes t0, t1, t2, t3, t4, t5, t6, t7, u0, u1, u2, u3;
	neon_halves sum0 = {0}, sum1 = {0};
	size_t bytes = n * NEON_BLOCK;
	const unsigned char *range_a = a, *range_b = b;
	uint64_t total;
	__asm__("1:\n\t"
	        "ldp	%q[t0], %q[t1], [%[a]]\n\t"
	        "ldp	%q[u0], %q[u1], [%[b]]\n\t"
	        "ldp	%q[t2], %q[t3], [%[a], #32]\n\t"
	        "ldp	%q[u2], %q[u3], [%[b], #32]\n\t"
	        "ldp	%q[t4], %q[t5], [%[a], #64]\n\t"
	        "ldp	%q[t6], %q[t7], [%[a], #96]\n\t"
	        "eor	%[t0].16b, %[t0].16b, %[u0].16b\n\t"
	        "eor	%[t1].16b, %[t1].16b, %[u1].16b\n\t"
	        "eor	%[t2].16b, %[t2].16b, %[u2].16b\n\t"
	        "eor	%[t3].16b, %[t3].16b, %[u3].16b\n\t"
	        "ldp	%q[u0], %q[u1], [%[b], #64]\n\t"
	        "ldp	%q[u2], %q[u3], [%[b], #96]\n\t"
	        "add	%[a], %[a], #128\n\t"
	        "add	%[b], %[b], #128\n\t"
	        "subs	%[n], %[n], #1\n\t"
	        "cnt	%[t0].16b, %[t0].16b\n\t"
	        "cnt	%[t1].16b, %[t1].16b\n\t"
	        "cnt	%[t2].16b, %[t2].16b\n\t"
	        "cnt	%[t3].16b, %[t3].16b\n\t"
	        "eor	%[t4].16b, %[t4].16b, %[u0].16b\n\t"
	        "eor	%[t5].16b, %[t5].16b, %[u1].16b\n\t"
	        "eor	%[t6].16b, %[t6].16b, %[u2].16b\n\t"
	        "eor	%[t7].16b, %[t7].16b, %[u3].16b\n\t"
	        "cnt	%[t4].16b, %[t4].16b\n\t"
	        "cnt	%[t5].16b, %[t5].16b\n\t"
	        "cnt	%[t6].16b, %[t6].16b\n\t"
	        "cnt	%[t7].16b, %[t7].16b\n\t"
	        "add	%[t0].16b, %[t0].16b, %[t1].16b\n\t"
	        "add	%[t2].16b, %[t2].16b, %[t3].16b\n\t"
	        "add	%[t4].16b, %[t4].16b, %[t5].16b\n\t"
	        "add	%[t6].16b, %[t6].16b, %[t7].16b\n\t"
	        "add	%[t0].16b, %[t0].16b, %[t2].16b\n\t"
	        "add	%[t4].16b, %[t4].16b, %[t6].16b\n\t"
	        "uadalp	%[sum0].8h, %[t0].16b\n\t"
	        "uadalp	%[sum1].8h, %[t4].16b\n\t"
	        "b.ne	1b\n\t"
	        "uaddlv	%s[sum0], %[sum0].8h\n\t"
	        "uaddlv	%s[sum1], %[sum1].8h\n\t"
	        "add	%[sum0].2s, %[sum0].2s, %[sum1].2s\n\t"
	        "fmov	%w[total], %s[sum0]"
	        : [a] "+&r"(a), [b] "+&r"(b), [n] "+&r"(n), [sum0] "+&w"(sum0), [sum1] "+&w"(sum1), [t0] "=&w"(t0),
	          [t1] "=&w"(t1), [t2] "=&w"(t2), [t3] "=&w"(t3), [t4] "=&w"(t4), [t5] "=&w"(t5), [t6] "=&w"(t6),
	          [t7] "=&w"(t7), [u0] "=&w"(u0), [u1] "=&w"(u1), [u2] "=&w"(u2), [u3] "=&w"(u3), [total] "=r"(total)
	        : "m"(*(const char(*)[bytes])range_a), "m"(*(const char(*)[bytes])range_b)
	        : "cc");
	return total;
}

/* Adds the counts of one vector's bytes to the sums: at most 16 for each lane. */
static inline neon_halves neon_add(neon_halves sum, neon_bytes v)
{
	__asm__("cnt	%[v].16b, %[v].16b\n\t"
	        "uadalp	%[sum].8h, %[v].16b"
	        : [sum] "+&w"(sum), [v] "+&w"(v));
	return sum;
}

static inline uint64_t neon_total(neon_halves sum)
{
	uint64_t total;
	__asm__("uaddlv	%s[sum], %[sum].8h\n\t"
	        "fmov	%w[total], %s[sum]"
	        : [sum] "+w"(sum), [total] "=r"(total));
	return total;
}

static inline neon_bytes neon_load(const unsigned char *p)
{
	neon_bytes v;
	memcpy(&v, p, sizeof v);
	return v;
}

/* Keeps the last n bytes of a vector, n from 1 to 15. */
static inline neon_bytes neon_keep_last(size_t n)
{
	static const unsigned char mask[31] = {[16] = 255, 255, 255, 255, 255, 255, 255, 255,
	                                       255,        255, 255, 255, 255, 255, 255};
	return neon_load(mask + n);
}

static inline uint64_t neon_word(uint64_t w)
{
	neon_bytes v;
	uint64_t total;
	__asm__("fmov	%d[v], %[w]\n\t"
	        "cnt	%[v].8b, %[v].8b\n\t"
	        "addv	%b[v], %[v].8b\n\t"
	        "fmov	%w[total], %s[v]"
	        : [v] "=&w"(v), [total] "=r"(total)
	        : [w] "r"(w));
	return total;
}

static inline uint64_t neon_two_words(uint64_t low, uint64_t high)
{
	neon_bytes v;
	uint64_t total;
	__asm__("fmov	%d[v], %[low]\n\t"
	        "fmov	%[v].d[1], %[high]\n\t"
	        "cnt	%[v].16b, %[v].16b\n\t"
	        "addv	%b[v], %[v].16b\n\t"
	        "fmov	%w[total], %s[v]"
	        : [v] "=&w"(v), [total] "=r"(total)
	        : [low] "r"(low), [high] "r"(high));
	return total;
}

static inline uint64_t neon_small(const unsigned char *p, size_t size)
{
	uint64_t first, last;
	if (size < 8)
		return neon_word(assay_few_bytes(p, size));
	memcpy(&first, p, 8);
	if (size == 8)
		return neon_word(first);
	last = assay_last_bytes(p + size - 8, size - 8);
	return neon_two_words(first, last);
}

/* 16 bytes or more. */
static inline uint64_t neon_large(const unsigned char *p, size_t size)
{
	uint64_t total = 0;
	while (size >= NEON_BLOCK) {
		size_t n = size / NEON_BLOCK;
		if (n > NEON_MAX_BLOCKS)
			n = NEON_MAX_BLOCKS;
		total += neon_blocks(p, n);
		p += n * NEON_BLOCK;
		size -= n * NEON_BLOCK;
	}
	if (size == 0)
		return total;
	neon_halves sum = {0};
	for (; size >= 16; p += 16, size -= 16)
		sum = neon_add(sum, neon_load(p));
	if (size > 0) /* the vector that ends with the range, without what was counted before */
		sum = neon_add(sum, neon_load(p + size - 16) & neon_keep_last(size));
	return total + neon_total(sum);
}

uint64_t assay_popcount_neon(const void *data, size_t size)
{
	return size < 16 ? neon_small(data, size) : neon_large(data, size);
}

uint64_t assay_popcount_words_neon(const uint64_t *words, size_t n)
{
	if (n < 2)
		return n == 0 ? 0 : neon_word(words[0]);
	return neon_large((const unsigned char *)words, 8 * n);
}

static inline uint64_t neon_small_pair(const unsigned char *a, const unsigned char *b, size_t size)
{
	uint64_t first_a, first_b, last;
	if (size < 8)
		return neon_word(assay_few_bytes(a, size) ^ assay_few_bytes(b, size));
	memcpy(&first_a, a, 8);
	memcpy(&first_b, b, 8);
	if (size == 8)
		return neon_word(first_a ^ first_b);
	last = assay_last_bytes(a + size - 8, size - 8) ^ assay_last_bytes(b + size - 8, size - 8);
	return neon_two_words(first_a ^ first_b, last);
}

/* 16 bytes or more. */
static inline uint64_t neon_large_pair(const unsigned char *a, const unsigned char *b, size_t size)
{
	uint64_t total = 0;
	while (size >= NEON_BLOCK) {
		size_t n = size / NEON_BLOCK;
		if (n > NEON_MAX_BLOCKS)
			n = NEON_MAX_BLOCKS;
		total += neon_pair_blocks(a, b, n);
		a += n * NEON_BLOCK;
		b += n * NEON_BLOCK;
		size -= n * NEON_BLOCK;
	}
	if (size == 0)
		return total;
	neon_halves sum = {0};
	for (; size >= 16; a += 16, b += 16, size -= 16)
		sum = neon_add(sum, neon_load(a) ^ neon_load(b));
	if (size > 0)
		sum = neon_add(sum, (neon_load(a + size - 16) ^ neon_load(b + size - 16)) & neon_keep_last(size));
	return total + neon_total(sum);
}

uint64_t assay_hamming_neon(const void *a, const void *b, size_t size)
{
	return size < 16 ? neon_small_pair(a, b, size) : neon_large_pair(a, b, size);
}

#endif
