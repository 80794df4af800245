/* popcnt.c: the scalar tier with the popcnt instruction. */
#include "x86_64.h"

#ifdef __x86_64__

#include <string.h>

#define POPCNT __attribute__((target("popcnt")))

/* Before Cannon Lake, Intel's popcnt waits for its destination, too (erratum SKL029). Here that is never a wait: in the
 * loop each destination was last written four popcnts before, and count_one_word's is its source. */
#define COUNT_1(at, t) "popcnt " #at "(%[a]), %[" #t "]\n\t"
#define COUNT_2(at, t)                                                                                                 \
	"mov " #at "(%[a]), %[" #t "]\n\t"                                                                             \
	"xor " #at "(%[a], %[b_to_a]), %[" #t "]\n\t"                                                                  \
	"popcnt %[" #t "], %[" #t "]\n\t"
#define ADD_COUNT(t, sum) "add %[" #t "], %[" #sum "]\n\t"

#define LOOP_POPCNT(COUNT)                                                                                             \
	"xor %k[s0], %k[s0]\n\t"                                                                                       \
	"xor %k[s1], %k[s1]\n\t"                                                                                       \
	"xor %k[s2], %k[s2]\n\t"                                                                                       \
	"xor %k[s3], %k[s3]\n"                                                                                         \
	"1:\n\t" /**/                                                                                                  \
	    COUNT(0, t0) COUNT(8, t1) COUNT(16, t2) COUNT(24, t3) ADD_COUNT(t0, s0) ADD_COUNT(t1, s1)                  \
	        ADD_COUNT(t2, s2) ADD_COUNT(t3, s3) "add $32, %[a]\n\t"                                                \
	                                            "cmp %[end], %[a]\n\t"                                             \
	                                            "jne 1b\n\t" ADD_COUNT(s1, s0) ADD_COUNT(s3, s2) ADD_COUNT(s2, s0)

enum { BLOCK_POPCNT = 32 };

/* size: a multiple of BLOCK_POPCNT above 0. */
POPCNT static inline uint64_t blocks_popcnt(const unsigned char *a, size_t size)
{
	const unsigned char *const start = a;
	uint64_t s0, s1, s2, s3, t0, t1, t2, t3;
	__asm__(LOOP_POPCNT(COUNT_1)
	        : [a] "+&r"(a), [s0] "=&r"(s0), [s1] "=&r"(s1), [s2] "=&r"(s2), [s3] "=&r"(s3), [t0] "=&r"(t0),
	          [t1] "=&r"(t1), [t2] "=&r"(t2), [t3] "=&r"(t3)
	        : [end] "r"(a + size), "m"(*(const unsigned char(*)[size])start)
	        : "cc");
	return s0;
}

POPCNT static inline uint64_t pair_blocks_popcnt(const unsigned char *a, const unsigned char *b, size_t size)
{
	const unsigned char *const start = a;
	uint64_t s0, s1, s2, s3, t0, t1, t2, t3;
	__asm__(LOOP_POPCNT(COUNT_2)
	        : [a] "+&r"(a), [s0] "=&r"(s0), [s1] "=&r"(s1), [s2] "=&r"(s2), [s3] "=&r"(s3), [t0] "=&r"(t0),
	          [t1] "=&r"(t1), [t2] "=&r"(t2), [t3] "=&r"(t3)
	        : [end] "r"(a + size), [b_to_a] "r"((uintptr_t)b - (uintptr_t)a),
	          "m"(*(const unsigned char(*)[size])start), "m"(*(const unsigned char(*)[size])b)
	        : "cc");
	return s0;
}

POPCNT static inline uint64_t count_one_word(uint64_t x)
{
	__asm__("popcnt %0, %0" : "+r"(x) : : "cc");
	return x;
}

static inline uint64_t word_at(const unsigned char *p)
{
	uint64_t x;
	memcpy(&x, p, sizeof x);
	return x;
}

/* 0 to 7 bytes as a word, the rest of it 0; no byte behind them is read. */
static inline uint64_t bytes_at(const unsigned char *p, size_t size)
{
	uint64_t x = 0;
	uint32_t four;
	uint16_t two;
	if (size & 4) {
		memcpy(&four, p, sizeof four);
		x = four;
		p += 4;
	}
	if (size & 2) {
		memcpy(&two, p, sizeof two);
		x = x << 16 | two;
		p += 2;
	}
	return size & 1 ? x << 8 | *p : x;
}

POPCNT uint64_t assay_popcount_popcnt(const void *data, size_t size)
{
	const unsigned char *p = data;
	const size_t blocks = size & -(size_t)BLOCK_POPCNT;
	uint64_t sum = blocks ? blocks_popcnt(p, blocks) : 0;
	size_t at = blocks;
	for (; size - at >= 8; at += 8)
		sum += count_one_word(word_at(p + at));
	return size > at ? sum + count_one_word(bytes_at(p + at, size - at)) : sum;
}

POPCNT uint64_t assay_popcount_words_popcnt(const uint64_t *words, size_t n)
{
	return assay_popcount_popcnt(words, 8 * n);
}

POPCNT uint64_t assay_hamming_popcnt(const void *data_a, const void *data_b, size_t size)
{
	const unsigned char *a = data_a, *b = data_b;
	const size_t blocks = size & -(size_t)BLOCK_POPCNT;
	uint64_t sum = blocks ? pair_blocks_popcnt(a, b, blocks) : 0;
	size_t at = blocks;
	for (; size - at >= 8; at += 8)
		sum += count_one_word(word_at(a + at) ^ word_at(b + at));
	return size > at ? sum + count_one_word(bytes_at(a + at, size - at) ^ bytes_at(b + at, size - at)) : sum;
}

#endif
