/* avx2.c: the tier of 32-byte vectors: Harley-Seal, carry-save adders over 16 vectors at a time. */
#include "x86_64.h"

#ifdef __x86_64__

#define AVX2 __attribute__((target("avx2,popcnt")))

enum { BLOCK_AVX2 = 16 * 32 };

/* Bit sums by weight, and the carries on their way from one weight to the next. */
#define ONES    "%%ymm0"
#define TWOS    "%%ymm1"
#define FOURS   "%%ymm2"
#define EIGHTS  "%%ymm3"
#define TWO_A   "%%ymm4"
#define TWO_B   "%%ymm5"
#define FOUR_A  "%%ymm6"
#define FOUR_B  "%%ymm7"
#define EIGHT_A "%%ymm8"
#define EIGHT_B "%%ymm9"
#define SCRATCH "%%ymm10"
#define TOTAL   "%%ymm12"
#define ZERO    "%%ymm13"
#define NIBBLES "%%ymm14" /* how many bits 0 to 15 have */
#define LOW     "%%ymm15" /* 0x0f in each byte */

/* vzeroupper touches all of them. */
#define ALL_VECTORS                                                                                                    \
	"xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10", "xmm11", "xmm12",     \
	    "xmm13", "xmm14", "xmm15"

/* A full adder for each of 256 bit positions: sum + a + b. a and b are registers, or memory. */
#define FULL_ADD(sum, a, b, carry)                                                                                     \
	"vpand " a ", " sum ", " carry "\n\t"                                                                          \
	"vpxor " a ", " sum ", " SCRATCH "\n\t"                                                                        \
	"vpxor " b ", " SCRATCH ", " sum "\n\t"                                                                        \
	"vpand " b ", " SCRATCH ", " SCRATCH "\n\t"                                                                    \
	"vpor " SCRATCH ", " carry ", " carry "\n\t"

/* Two vectors of one range, or two differences of two ranges; the registers are not in use yet. */
#define ADD_RANGE(at, carry) FULL_ADD(ONES, #at "(%[a])", #at "+32(%[a])", carry)
#define ADD_PAIR(at, carry)                                                                                            \
	"vmovdqu " #at "(%[a]), " FOUR_B "\n\t"                                                                        \
	"vmovdqu " #at "+32(%[a]), " EIGHT_B "\n\t"                                                                    \
	"vpxor " #at "(%[a], %[b_to_a]), " FOUR_B ", " FOUR_B "\n\t"                                                   \
	"vpxor " #at "+32(%[a], %[b_to_a]), " EIGHT_B ", " EIGHT_B "\n\t" FULL_ADD(ONES, FOUR_B, EIGHT_B, carry)

#define ADD_4(ADD_2, at, carry) ADD_2(at, TWO_A) ADD_2(at + 64, TWO_B) FULL_ADD(TWOS, TWO_A, TWO_B, carry)
#define ADD_8(ADD_2, at, carry)                                                                                        \
	ADD_4(ADD_2, at, FOUR_A) ADD_4(ADD_2, at + 128, FOUR_B) FULL_ADD(FOURS, FOUR_A, FOUR_B, carry)
#define ADD_16(ADD_2, at, carry)                                                                                       \
	ADD_8(ADD_2, at, EIGHT_A) ADD_8(ADD_2, at + 256, EIGHT_B) FULL_ADD(EIGHTS, EIGHT_A, EIGHT_B, carry)

/* The bits of v, as four sums of 64 bits. */
#define COUNT_BITS(v)                                                                                                  \
	"vpand " LOW ", " v ", " SCRATCH "\n\t"                                                                        \
	"vpsrlw $4, " v ", " v "\n\t"                                                                                  \
	"vpand " LOW ", " v ", " v "\n\t"                                                                              \
	"vpshufb " SCRATCH ", " NIBBLES ", " SCRATCH "\n\t"                                                            \
	"vpshufb " v ", " NIBBLES ", " v "\n\t"                                                                        \
	"vpaddb " SCRATCH ", " v ", " v "\n\t"                                                                         \
	"vpsadbw " ZERO ", " v ", " v "\n\t"

#define ADD_WEIGHTED(v, shift)                                                                                         \
	COUNT_BITS(v) "vpsllq $" #shift ", " v ", " v "\n\tvpaddq " v ", " TOTAL ", " TOTAL "\n\t"

#define LOOP_AVX2(ADD_2)                                                                                               \
	"vpxor %%xmm0, %%xmm0, %%xmm0\n\t"                                                                             \
	"vpxor %%xmm1, %%xmm1, %%xmm1\n\t"                                                                             \
	"vpxor %%xmm2, %%xmm2, %%xmm2\n\t"                                                                             \
	"vpxor %%xmm3, %%xmm3, %%xmm3\n\t"                                                                             \
	"vpxor %%xmm12, %%xmm12, %%xmm12\n\t"                                                                          \
	"vpxor %%xmm13, %%xmm13, %%xmm13\n\t"                                                                          \
	"vbroadcasti128 %[nibbles], " NIBBLES "\n\t"                                                                   \
	"vpbroadcastb %[low], " LOW "\n"                                                                               \
	"1:\n\t" ADD_16(ADD_2, 0, TWO_A)                                                                               \
	    COUNT_BITS(TWO_A) "vpaddq " TWO_A ", " TOTAL ", " TOTAL "\n\t"                                             \
	                      "add $512, %[a]\n\t"                                                                     \
	                      "cmp %[end], %[a]\n\t"                                                                   \
	                      "jne 1b\n\t"                                                                             \
	                      "vpsllq $4, " TOTAL ", " TOTAL "\n\t" ADD_WEIGHTED(EIGHTS, 3) ADD_WEIGHTED(FOURS, 2)     \
	                          ADD_WEIGHTED(TWOS, 1) ADD_WEIGHTED(ONES, 0) "vextracti128 $1, " TOTAL ", %%xmm0\n\t" \
	                                                                      "vpaddq %%xmm0, %%xmm12, %%xmm0\n\t"     \
	                                                                      "vpunpckhqdq %%xmm0, %%xmm0, %%xmm1\n\t" \
	                                                                      "vpaddq %%xmm1, %%xmm0, %%xmm0\n\t"      \
	                                                                      "vmovq %%xmm0, %[sum]\n\t"               \
	                                                                      "vzeroupper\n\t"

static const struct {
	uint8_t nibbles[16], low;
} constants_avx2 = {{0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4}, 0x0f};

/* size: a multiple of BLOCK_AVX2 above 0. */
AVX2 static inline uint64_t blocks_avx2(const unsigned char *a, size_t size)
{
	const unsigned char *const start = a;
	uint64_t sum;
	__asm__(LOOP_AVX2(ADD_RANGE)
	        : [a] "+&r"(a), [sum] "=r"(sum)
	        : [end] "r"(a + size), [nibbles] "m"(constants_avx2.nibbles), [low] "m"(constants_avx2.low),
	          "m"(*(const unsigned char(*)[size])start)
	        : "cc", ALL_VECTORS);
	return sum;
}

AVX2 static inline uint64_t pair_blocks_avx2(const unsigned char *a, const unsigned char *b, size_t size)
{
	const unsigned char *const start = a;
	uint64_t sum;
	__asm__(LOOP_AVX2(ADD_PAIR)
	        : [a] "+&r"(a), [sum] "=r"(sum)
	        : [end] "r"(a + size), [b_to_a] "r"((uintptr_t)b - (uintptr_t)a), [nibbles] "m"(constants_avx2.nibbles),
	          [low] "m"(constants_avx2.low), "m"(*(const unsigned char(*)[size])start),
	          "m"(*(const unsigned char(*)[size])b)
	        : "cc", ALL_VECTORS);
	return sum;
}

AVX2 uint64_t assay_popcount_avx2(const void *data, size_t size)
{
	const size_t blocks = size & -(size_t)BLOCK_AVX2;
	if (blocks == 0)
		return assay_popcount_popcnt(data, size);
	const unsigned char *const p = data;
	return blocks_avx2(p, blocks) + assay_popcount_popcnt(p + blocks, size - blocks);
}

AVX2 uint64_t assay_popcount_words_avx2(const uint64_t *words, size_t n) { return assay_popcount_avx2(words, 8 * n); }

AVX2 uint64_t assay_hamming_avx2(const void *data_a, const void *data_b, size_t size)
{
	const size_t blocks = size & -(size_t)BLOCK_AVX2;
	if (blocks == 0)
		return assay_hamming_popcnt(data_a, data_b, size);
	const unsigned char *const a = data_a, *const b = data_b;
	return pair_blocks_avx2(a, b, blocks) + assay_hamming_popcnt(a + blocks, b + blocks, size - blocks);
}

#endif
