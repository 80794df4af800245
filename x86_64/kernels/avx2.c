/* avx2.c: the tier of 32-byte vectors: Harley-Seal, carry-save adders over 32 vectors at a time, and in the same stream
 * popcnt for the words behind them. */
#include "x86_64.h"

#if defined(__x86_64__) && defined(__LP64__)

#define AVX2 __attribute__((target("avx2,popcnt")))

/* clang-format off */

/* Carries on their way from one weight to the next. */
#define TWO        "%%ymm0"
#define TWO_TOO    "%%ymm1"
#define FOUR       "%%ymm2"
#define EIGHT      "%%ymm3"
#define SIXTEEN    "%%ymm4"
#define THIRTY_TWO "%%ymm5"
#define SCRATCH    "%%ymm6"
#define CARRIED    "%%ymm7"
/* Bit sums by weight. Two for the ones halve the longest chain of dependencies. */
#define ONES       "%%ymm8"
#define ONES_TOO   "%%ymm9"
#define TWOS       "%%ymm10"
#define FOURS      "%%ymm11"
#define EIGHTS     "%%ymm12"
#define SIXTEENS   "%%ymm13"
#define TOTAL      "%%ymm14" /* of 32s, in bytes */
#define NIBBLES    "%%ymm15" /* how many bits 0 to 15 have */

/* vzeroupper touches all of them. */
#define ALL_VECTORS_AVX2 \
	"xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10", "xmm11", "xmm12", \
	"xmm13", "xmm14", "xmm15"

#define OP(name, x, y, to) name " " x ", " y ", " to "\n\t"

/* A full adder for each of 256 bit positions: sum + a + b. What is carried goes to a, or `to`; b is lost. */
#define FULL_ADD_TO(to, sum, a, b) \
	OP("vpxor", a, b, SCRATCH) \
	OP("vpand", a, b, to) \
	OP("vpand", SCRATCH, sum, b) \
	OP("vpxor", SCRATCH, sum, sum) \
	OP("vpor", b, to, to)
#define FULL_ADD(sum, a, b) FULL_ADD_TO(a, sum, a, b)

/* Two vectors of the range, and between them three words, which the scalar units count meanwhile. On Zen 4 the words
 * bring this loop from 0.36 to 0.48 of a load loop's speed; three in a row instead of one at a time, 0.45. The two forms
 * of the adder take turns, one loading each vector once, the other without an instruction for loading: either form alone
 * is slower by 0.01. Three destinations also suffice where popcnt waits for its destination (popcnt.c). */
#define WORD(at, n) "popcnt " #at "(%[a]), %[t" #n "]\n\t"
#define SUM_WORD(n) "add %[t" #n "], %[s" #n "]\n\t"
#define ADD_2(at, word, carry) \
	"vmovdqu " #at "(%[a]), " SCRATCH "\n\t"           WORD(word, 0) \
	OP("vpand", #at "+32(%[a])", SCRATCH, carry)       SUM_WORD(0) \
	OP("vpxor", #at "+32(%[a])", SCRATCH, SCRATCH)     WORD(word + 8, 1) \
	OP("vpand", SCRATCH, ONES, CARRIED)                SUM_WORD(1) \
	OP("vpxor", SCRATCH, ONES, ONES)                   WORD(word + 16, 2) \
	OP("vpor", CARRIED, carry, carry)                  SUM_WORD(2)
#define ADD_2_TOO(at, word, carry) \
	OP("vpand", #at "(%[a])", ONES_TOO, carry)         WORD(word, 0) \
	OP("vpxor", #at "(%[a])", ONES_TOO, ONES_TOO)      SUM_WORD(0) \
	OP("vpand", #at "+32(%[a])", ONES_TOO, SCRATCH)    WORD(word + 8, 1) \
	OP("vpxor", #at "+32(%[a])", ONES_TOO, ONES_TOO)   SUM_WORD(1) \
	OP("vpor", SCRATCH, carry, carry)                  WORD(word + 16, 2) SUM_WORD(2)

/* Two differences of two ranges; words between them would take two instructions more each. */
#define ADD_2_DIFFERENCES(ones, at, carry) \
	"vmovdqu " #at "(%[a]), " carry "\n\t" \
	"vmovdqu " #at "+32(%[a]), " CARRIED "\n\t" \
	OP("vpxor", #at "(%[a], %[b_to_a])", carry, carry) \
	OP("vpxor", #at "+32(%[a], %[b_to_a])", CARRIED, CARRIED) \
	FULL_ADD(ones, carry, CARRIED)
#define ADD_2_OF_PAIR(at, word, carry)     ADD_2_DIFFERENCES(ONES, at, carry)
#define ADD_2_OF_PAIR_TOO(at, word, carry) ADD_2_DIFFERENCES(ONES_TOO, at, carry)

/* The adders' tree; leaf is ADD_2 or ADD_2_OF_PAIR. The rest are single instructions of other work, for the gaps. */
#define ADD_4(leaf, at, word, carry, i0) \
	leaf(at, word, carry) leaf##_TOO(at + 64, word + 24, TWO_TOO) FULL_ADD(TWOS, carry, TWO_TOO) i0
#define ADD_8(leaf, at, word, carry, i0, i1, i2) \
	ADD_4(leaf, at, word, carry, i0) ADD_4(leaf, at + 128, word + 48, TWO, i1) FULL_ADD(FOURS, carry, TWO) i2
#define ADD_16(leaf, at, word, carry, i0, i1, i2, i3, i4, i5, i6) \
	ADD_8(leaf, at, word, carry, i0, i1, i2) ADD_8(leaf, at + 256, word + 96, FOUR, i3, i4, i5) \
	FULL_ADD(EIGHTS, carry, FOUR) i6

/* The vectors that carried out of the 32 before these are counted meanwhile. */
#define ADD_32(leaf) \
	ADD_16(leaf, 0, 1024, EIGHT, \
	       OP("vpand", "%[low]", THIRTY_TWO, SIXTEEN), \
	       OP("vpsrlw", "$4", THIRTY_TWO, THIRTY_TWO), \
	       OP("vpand", "%[low]", THIRTY_TWO, THIRTY_TWO), \
	       OP("vpshufb", SIXTEEN, NIBBLES, SIXTEEN), \
	       OP("vpshufb", THIRTY_TWO, NIBBLES, THIRTY_TWO), \
	       OP("vpaddb", SIXTEEN, THIRTY_TWO, THIRTY_TWO), \
	       OP("vpaddb", THIRTY_TWO, TOTAL, TOTAL)) \
	ADD_16(leaf, 512, 1216, SIXTEEN, "", "", "", "", "", "", "") \
	FULL_ADD_TO(THIRTY_TWO, SIXTEENS, EIGHT, SIXTEEN)

/* How many bits each byte of v has. */
#define COUNT_BYTES(v) \
	OP("vpand", "%[low]", v, SCRATCH) \
	OP("vpsrlw", "$4", v, v) \
	OP("vpand", "%[low]", v, v) \
	OP("vpshufb", SCRATCH, NIBBLES, SCRATCH) \
	OP("vpshufb", v, NIBBLES, v) \
	OP("vpaddb", SCRATCH, v, v)

/* 8 vectors, whose carries are counted at once: for what is left of a range. */
#define HALF_ADD(sum, a, carry) OP("vpand", a, sum, carry) OP("vpxor", a, sum, sum)
#define ADD_LAST_8(leaf) \
	ADD_8(leaf, 0, 256, EIGHT, "", "", "") \
	HALF_ADD(EIGHTS, EIGHT, SIXTEEN) HALF_ADD(SIXTEENS, SIXTEEN, THIRTY_TWO) \
	COUNT_BYTES(THIRTY_TWO) OP("vpaddb", THIRTY_TWO, TOTAL, TOTAL)

/* to = 2 * to + v, in bytes: at most 8 * (16 + 8 + 4 + 2 + 1). */
#define DOUBLE_AND_ADD(to, v) OP("vpaddb", to, to, to) COUNT_BYTES(v) OP("vpaddb", v, to, to)

#define CLEAR(v) OP("vpxor", v, v, v)

#define LOOP_AVX2(leaf, block, last_block) \
	CLEAR(ONES) CLEAR(ONES_TOO) CLEAR(TWOS) CLEAR(FOURS) CLEAR(EIGHTS) CLEAR(SIXTEENS) CLEAR(TOTAL) CLEAR(THIRTY_TWO) \
	"vbroadcasti128 %[nibbles], " NIBBLES "\n" \
	"1:\n\t" \
	ADD_32(leaf) \
	"add $" #block ", %[a]\n\t" \
	"cmp %[blocks_end], %[a]\n\t" \
	"jne 1b\n\t" \
	COUNT_BYTES(THIRTY_TWO) OP("vpaddb", THIRTY_TWO, TOTAL, TOTAL) \
	"jmp 3f\n" \
	"2:\n\t" \
	ADD_LAST_8(leaf) \
	"add $" #last_block ", %[a]\n" \
	"3:\n\t" \
	"cmp %[end], %[a]\n\t" \
	"jne 2b\n\t" \
	COUNT_BYTES(SIXTEENS) \
	DOUBLE_AND_ADD(SIXTEENS, EIGHTS) DOUBLE_AND_ADD(SIXTEENS, FOURS) \
	DOUBLE_AND_ADD(SIXTEENS, TWOS) DOUBLE_AND_ADD(SIXTEENS, ONES) \
	COUNT_BYTES(ONES_TOO) \
	CLEAR(CARRIED) \
	OP("vpsadbw", CARRIED, TOTAL, TOTAL) OP("vpsllq", "$5", TOTAL, TOTAL) \
	OP("vpsadbw", CARRIED, SIXTEENS, SIXTEENS) OP("vpaddq", SIXTEENS, TOTAL, TOTAL) \
	OP("vpsadbw", CARRIED, ONES_TOO, ONES_TOO) OP("vpaddq", ONES_TOO, TOTAL, TOTAL) \
	"vextracti128 $1, " TOTAL ", %%xmm0\n\t" \
	"vpaddq %%xmm0, %%xmm14, %%xmm0\n\t" \
	"vpunpckhqdq %%xmm0, %%xmm0, %%xmm1\n\t" \
	"vpaddq %%xmm1, %%xmm0, %%xmm0\n\t" \
	"vmovq %%xmm0, %[t0]\n\t" \
	"vzeroupper\n\t"

/* clang-format on */

enum { BLOCK_AVX2 = 1024 + 48 * 8, LAST_BLOCK_AVX2 = 256 + 12 * 8, PAIR_BLOCK_AVX2 = 1024, LAST_PAIR_BLOCK_AVX2 = 256 };
/* A byte of TOTAL is at most 8 times a 32nd of the vectors; the last ones, fewer than 32, change nothing about that. */
enum { MOST_BLOCKS_AVX2 = UINT8_MAX / 8 };

static const struct {
	uint8_t low[32], nibbles[16];
} constants_avx2 __attribute__((aligned(32))) = {{15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15,
                                                  15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15},
                                                 {0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4}};

/* How many bytes one turn takes: blocks, and where they are the last ones, the smaller blocks behind them. */
struct extent {
	size_t blocks, all;
};

static inline struct extent extent_avx2(size_t size, size_t block, size_t last_block)
{
	if (size / block > MOST_BLOCKS_AVX2)
		return (struct extent){MOST_BLOCKS_AVX2 * block, MOST_BLOCKS_AVX2 * block};
	return (struct extent){size / block * block, size / block * block + size % block / last_block * last_block};
}

/* Adds what the bytes of e at *a count to sum, and steps over them. */
AVX2 static inline uint64_t blocks_avx2(const unsigned char **a, struct extent e, uint64_t sum)
{
	const unsigned char *const start = *a;
	uint64_t s1 = 0, s2 = 0, t0, t1, t2;
	__asm__(LOOP_AVX2(ADD_2, 1408, 352)
	        : [a] "+&r"(*a), [s0] "+&r"(sum), [s1] "+&r"(s1), [s2] "+&r"(s2), [t0] "=&r"(t0), [t1] "=&r"(t1),
	          [t2] "=&r"(t2)
	        : [blocks_end] "r"(start + e.blocks), [end] "r"(start + e.all), [nibbles] "m"(constants_avx2.nibbles),
	          [low] "m"(constants_avx2.low), "m"(*(const unsigned char(*)[e.all])start)
	        : "cc", ALL_VECTORS_AVX2);
	return sum + s1 + s2 + t0;
}

AVX2 static inline uint64_t pair_blocks_avx2(const unsigned char *a, const unsigned char *b, struct extent e)
{
	const unsigned char *const start = a;
	uint64_t sum;
	__asm__(
	    LOOP_AVX2(ADD_2_OF_PAIR, 1024, 256)
	    : [a] "+&r"(a), [t0] "=&r"(sum)
	    : [blocks_end] "r"(start + e.blocks), [end] "r"(start + e.all), [b_to_a] "r"((uintptr_t)b - (uintptr_t)a),
	      [nibbles] "m"(constants_avx2.nibbles), [low] "m"(constants_avx2.low),
	      "m"(*(const unsigned char(*)[e.all])start), "m"(*(const unsigned char(*)[e.all])b)
	    : "cc", ALL_VECTORS_AVX2);
	return sum;
}

/* The bytes in front of a 32-byte boundary: behind it no vector crosses a cache line. */
static inline size_t bytes_to_boundary(const unsigned char *p) { return -(uintptr_t)p % 32; }

/* Apart, so that short ranges save no registers. */
AVX2 static __attribute__((noinline)) uint64_t long_range_avx2(const unsigned char *p, size_t size)
{
	const size_t head = bytes_to_boundary(p);
	uint64_t sum = head ? assay_popcount_popcnt(p, head) : 0;
	p += head;
	size -= head;
	while (size >= BLOCK_AVX2) {
		const struct extent e = extent_avx2(size, BLOCK_AVX2, LAST_BLOCK_AVX2);
		sum = blocks_avx2(&p, e, sum);
		size -= e.all;
	}
	return sum + assay_popcount_popcnt(p, size);
}

AVX2 uint64_t assay_popcount_avx2(const void *data, size_t size)
{
	return size < BLOCK_AVX2 ? assay_popcount_popcnt(data, size) : long_range_avx2(data, size);
}

AVX2 uint64_t assay_popcount_words_avx2(const uint64_t *words, size_t n) { return assay_popcount_avx2(words, 8 * n); }

AVX2 static __attribute__((noinline)) uint64_t long_pair_avx2(const unsigned char *a, const unsigned char *b,
                                                              size_t size)
{
	const size_t head = bytes_to_boundary(a);
	uint64_t sum = head ? assay_hamming_popcnt(a, b, head) : 0;
	a += head;
	b += head;
	size -= head;
	while (size >= PAIR_BLOCK_AVX2) {
		const struct extent e = extent_avx2(size, PAIR_BLOCK_AVX2, LAST_PAIR_BLOCK_AVX2);
		sum += pair_blocks_avx2(a, b, e);
		a += e.all;
		b += e.all;
		size -= e.all;
	}
	return sum + assay_hamming_popcnt(a, b, size);
}

AVX2 uint64_t assay_hamming_avx2(const void *a, const void *b, size_t size)
{
	return size < PAIR_BLOCK_AVX2 ? assay_hamming_popcnt(a, b, size) : long_pair_avx2(a, b, size);
}

#endif
