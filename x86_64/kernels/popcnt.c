/* popcnt.c: the scalar tier with the popcnt instruction. */
#include "x86_64.h"

#if defined(__x86_64__) && defined(__LP64__)

#include <string.h>

#define POPCNT __attribute__((target("popcnt")))

/* clang-format off */

/* Before Cannon Lake, Intel's popcnt waits for its destination, too (erratum SKL029). In the loop that is no wait: each
 * was last written four popcnts before, and those cores start one in a cycle and take three for it. */
#define COUNT_WORD(at, n) "popcnt " #at "(%[a]), %[t" #n "]\n\t"
#define COUNT_PAIR_WORD(at, n) \
	"mov " #at "(%[a]), %[t" #n "]\n\t" \
	"xor " #at "(%[a], %[b_to_a]), %[t" #n "]\n\t" \
	"popcnt %[t" #n "], %[t" #n "]\n\t"
#define SUM(from, to) "add %[" #from "], %[" #to "]\n\t"

#define LOOP_POPCNT(COUNT) \
	"1:\n\t" \
	COUNT(0, 0) COUNT(8, 1) COUNT(16, 2) COUNT(24, 3) \
	SUM(t0, s0) SUM(t1, s1) SUM(t2, s2) SUM(t3, s3) \
	COUNT(32, 0) COUNT(40, 1) COUNT(48, 2) COUNT(56, 3) \
	SUM(t0, s0) SUM(t1, s1) SUM(t2, s2) SUM(t3, s3) \
	"add $64, %[a]\n\t" \
	"cmp %[end], %[a]\n\t" \
	"jne 1b\n\t"

/* Word number `at` / 8 of a short range, or its last one where that lies in front of it. gcc
 * would branch here, which random lengths mispredict. */
#define CLAMP(at) \
	"lea " #at "(%[a]), %[t]\n\t" \
	"cmp %[last], %[t]\n\t" \
	"cmova %[last], %[t]\n\t"
#define COUNT_CLAMPED(at) CLAMP(at) "popcnt (%[t]), %[t]\n\t" SUM(t, sum)
#define COUNT_PAIR_CLAMPED(at) \
	CLAMP(at) \
	"mov (%[t]), %[u]\n\t" \
	"xor (%[t], %[b_to_a]), %[u]\n\t" \
	"popcnt %[u], %[u]\n\t" \
	SUM(u, sum)
#define SEVEN_WORDS(COUNT) COUNT(0) COUNT(8) COUNT(16) COUNT(24) COUNT(32) COUNT(40) COUNT(48)

/* clang-format on */

enum { BLOCK_POPCNT = 64 };

/* size: a multiple of BLOCK_POPCNT above 0. */
POPCNT static inline uint64_t blocks_popcnt(const unsigned char *a, size_t size)
{
	const unsigned char *const start = a;
	uint64_t s0 = 0, s1 = 0, s2 = 0, s3 = 0, t0, t1, t2, t3;
	__asm__(LOOP_POPCNT(COUNT_WORD)
	        : [a] "+&r"(a), [s0] "+&r"(s0), [s1] "+&r"(s1), [s2] "+&r"(s2), [s3] "+&r"(s3), [t0] "=&r"(t0),
	          [t1] "=&r"(t1), [t2] "=&r"(t2), [t3] "=&r"(t3)
	        : [end] "r"(a + size), "m"(*(const unsigned char(*)[size])start)
	        : "cc");
	return s0 + s1 + s2 + s3;
}

POPCNT static inline uint64_t pair_blocks_popcnt(const unsigned char *a, const unsigned char *b, size_t size)
{
	const unsigned char *const start = a;
	uint64_t s0 = 0, s1 = 0, s2 = 0, s3 = 0, t0, t1, t2, t3;
	__asm__(LOOP_POPCNT(COUNT_PAIR_WORD)
	        : [a] "+&r"(a), [s0] "+&r"(s0), [s1] "+&r"(s1), [s2] "+&r"(s2), [s3] "+&r"(s3), [t0] "=&r"(t0),
	          [t1] "=&r"(t1), [t2] "=&r"(t2), [t3] "=&r"(t3)
	        : [end] "r"(a + size), [b_to_a] "r"((uintptr_t)b - (uintptr_t)a),
	          "m"(*(const unsigned char(*)[size])start), "m"(*(const unsigned char(*)[size])b)
	        : "cc");
	return s0 + s1 + s2 + s3;
}

POPCNT static inline uint64_t count_word_popcnt(uint64_t x)
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

/* 0 to 7 bytes as a word, the rest of it 0. Bytes that are read twice land on themselves. */
static inline uint64_t few_bytes_at(const unsigned char *p, size_t size)
{
	uint32_t first, last;
	if (size >= 4) {
		memcpy(&first, p, sizeof first);
		memcpy(&last, p + size - 4, sizeof last);
		return first | (uint64_t)last << (8 * (size - 4));
	}
	return size == 0 ? 0
	                 : p[0] | (uint64_t)p[size / 2] << (8 * (size / 2)) | (uint64_t)p[size - 1] << (8 * (size - 1));
}

/* The last 0 to 7 bytes before `end`, in a word that lies in the range as a whole. */
static inline uint64_t rest_before(const unsigned char *end, size_t size)
{
	return word_at(end - 8) >> 1 >> (63 - 8 * size);
}

/* 8 to 63 bytes: seven words, of which the last one of the range may be several, and what is left of the bytes. */
POPCNT static inline uint64_t short_popcnt(const unsigned char *p, size_t size)
{
	const size_t n = size / 8;
	const unsigned char *const last = p + 8 * (n - 1);
	uint64_t sum = 0, t;
	__asm__(SEVEN_WORDS(COUNT_CLAMPED)
	        : [sum] "+&r"(sum), [t] "=&r"(t)
	        : [a] "r"(p), [last] "r"(last), "m"(*(const unsigned char(*)[size])p)
	        : "cc");
	return sum - (7 - n) * count_word_popcnt(word_at(last)) + count_word_popcnt(rest_before(p + size, size % 8));
}

POPCNT static inline uint64_t short_pair_popcnt(const unsigned char *a, const unsigned char *b, size_t size)
{
	const size_t n = size / 8, last = 8 * (n - 1);
	uint64_t sum = 0, t, u;
	__asm__(SEVEN_WORDS(COUNT_PAIR_CLAMPED)
	        : [sum] "+&r"(sum), [t] "=&r"(t), [u] "=&r"(u)
	        : [a] "r"(a), [b_to_a] "r"((uintptr_t)b - (uintptr_t)a), [last] "r"(a + last),
	          "m"(*(const unsigned char(*)[size])a), "m"(*(const unsigned char(*)[size])b)
	        : "cc");
	return sum - (7 - n) * count_word_popcnt(word_at(a + last) ^ word_at(b + last)) +
	       count_word_popcnt(rest_before(a + size, size % 8) ^ rest_before(b + size, size % 8));
}

POPCNT uint64_t assay_popcount_popcnt(const void *data, size_t size)
{
	const unsigned char *p = data;
	if (size < 8)
		return count_word_popcnt(few_bytes_at(p, size));
	if (size < BLOCK_POPCNT)
		return short_popcnt(p, size);
	const unsigned char *const end = p + size;
	uint64_t sum = blocks_popcnt(p, size / BLOCK_POPCNT * BLOCK_POPCNT);
	p += size / BLOCK_POPCNT * BLOCK_POPCNT;
	for (; end - p >= 8; p += 8)
		sum += count_word_popcnt(word_at(p));
	return sum + count_word_popcnt(rest_before(end, size % 8));
}

POPCNT uint64_t assay_popcount_words_popcnt(const uint64_t *words, size_t n)
{
	return assay_popcount_popcnt(words, 8 * n);
}

POPCNT uint64_t assay_hamming_popcnt(const void *data_a, const void *data_b, size_t size)
{
	const unsigned char *a = data_a, *b = data_b;
	if (size < 8)
		return count_word_popcnt(few_bytes_at(a, size) ^ few_bytes_at(b, size));
	if (size < BLOCK_POPCNT)
		return short_pair_popcnt(a, b, size);
	const unsigned char *const end = a + size, *const end_b = b + size;
	const size_t blocks = size / BLOCK_POPCNT * BLOCK_POPCNT;
	uint64_t sum = pair_blocks_popcnt(a, b, blocks);
	a += blocks;
	b += blocks;
	for (; end - a >= 8; a += 8, b += 8)
		sum += count_word_popcnt(word_at(a) ^ word_at(b));
	return sum + count_word_popcnt(rest_before(end, size % 8) ^ rest_before(end_b, size % 8));
}

#endif
