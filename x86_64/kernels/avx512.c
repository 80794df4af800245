/* avx512.c: the tier of 64-byte vectors with vpopcntq; the ends of a range are loaded by masks. */
#include "x86_64.h"

#ifdef __x86_64__

#define AVX512 __attribute__((target("avx512f,avx512bw,avx512vl,avx512vpopcntdq,avx2,popcnt")))

enum { VECTOR_AVX512 = 64, PAGE = 4096 };

/* vzeroupper touches all of them. */
#define ALL_VECTORS                                                                                                    \
	"xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10", "xmm11", "xmm12",     \
	    "xmm13", "xmm14", "xmm15"

/* The sum of zmm0's eight words. */
#define SUM_WORDS                                                                                                      \
	"vextracti64x4 $1, %%zmm0, %%ymm1\n\t"                                                                         \
	"vpaddq %%ymm1, %%ymm0, %%ymm0\n\t"                                                                            \
	"vextracti128 $1, %%ymm0, %%xmm1\n\t"                                                                          \
	"vpaddq %%xmm1, %%xmm0, %%xmm0\n\t"                                                                            \
	"vpunpckhqdq %%xmm0, %%xmm0, %%xmm1\n\t"                                                                       \
	"vpaddq %%xmm1, %%xmm0, %%xmm0\n\t"                                                                            \
	"vmovq %%xmm0, %[sum]\n\t"                                                                                     \
	"vzeroupper\n\t"

/* Masks of the first and the last n of 64 lanes, n from 1 to 64. */
static inline uint64_t first_lanes(size_t n) { return UINT64_MAX >> (64 - n); }

static inline uint64_t last_lanes(size_t n) { return UINT64_MAX << (64 - n); }

/* A load at p would reach into the next page, which may be unmapped: dead lanes there do not fault, but cost an assist
 * (155 ns measured on one Zen 5). A shorter range then is loaded so that it ends at the vector's end; it starts in this
 * page's last 63 bytes, so that load starts in this page, too. */
static inline bool ends_in_next_page(const void *p) { return (uintptr_t)p % PAGE > PAGE - VECTOR_AVX512; }

/* `size` from 1 to 64 bytes within the vector at `a`, those of `lanes`. */
AVX512 static inline uint64_t count_lanes(const unsigned char *data, size_t size, const unsigned char *a,
                                          uint64_t lanes)
{
	uint64_t sum;
	__asm__("kmovq %[lanes], %%k1\n\t"
	        "vmovdqu8 (%[a]), %%zmm0%{%%k1%}%{z%}\n\t"
	        "vpopcntq %%zmm0, %%zmm0\n\t" SUM_WORDS
	        : [sum] "=r"(sum)
	        : [a] "r"(a), [lanes] "r"(lanes), "m"(*(const unsigned char(*)[size])data)
	        : "cc", "k1", ALL_VECTORS);
	return sum;
}

AVX512 static inline uint64_t count_lanes_of_two(const unsigned char *a, const unsigned char *b, uint64_t lanes)
{
	uint64_t sum;
	__asm__("kmovq %[lanes], %%k1\n\t"
	        "vmovdqu8 (%[a]), %%zmm0%{%%k1%}%{z%}\n\t"
	        "vmovdqu8 (%[b]), %%zmm1%{%%k1%}%{z%}\n\t"
	        "vpxorq %%zmm1, %%zmm0, %%zmm0\n\t"
	        "vpopcntq %%zmm0, %%zmm0\n\t" SUM_WORDS
	        : [sum] "=r"(sum)
	        : [a] "r"(a), [b] "r"(b), [lanes] "r"(lanes), "m"(*(const unsigned char(*)[VECTOR_AVX512])a),
	          "m"(*(const unsigned char(*)[VECTOR_AVX512])b)
	        : "k1", ALL_VECTORS);
	return sum;
}

/* Leaves the word counts of one vector, of one range or of two, in zmmV. */
#define COUNT_RANGE(at, v) "vpopcntq " #at "(%[a]), %%zmm" #v "\n\t"
#define COUNT_PAIR(at, v)                                                                                              \
	"vmovdqu64 " #at "(%[a]), %%zmm" #v "\n\t"                                                                     \
	"vpxorq " #at "(%[a], %[b_to_a]), %%zmm" #v ", %%zmm" #v "\n\t"                                                \
	"vpopcntq %%zmm" #v ", %%zmm" #v "\n\t"
#define COUNT_RANGE_LANES(at, k, v)                                                                                    \
	"vmovdqu8 " #at "(%[a]), %%zmm" #v "%{%%" #k "%}%{z%}\n\t"                                                     \
	"vpopcntq %%zmm" #v ", %%zmm" #v "\n\t"
#define COUNT_PAIR_LANES(at, k, v)                                                                                     \
	"vmovdqu8 " #at "(%[a]), %%zmm" #v "%{%%" #k "%}%{z%}\n\t"                                                     \
	"vmovdqu8 " #at "(%[a], %[b_to_a]), %%zmm6%{%%" #k "%}%{z%}\n\t"                                               \
	"vpxorq %%zmm6, %%zmm" #v ", %%zmm" #v "\n\t"                                                                  \
	"vpopcntq %%zmm" #v ", %%zmm" #v "\n\t"
#define ADD_WORDS(v, sum) "vpaddq %%zmm" #v ", %%zmm" #sum ", %%zmm" #sum "\n\t"

/* The head up to a 64-byte boundary, vectors, and the tail, loaded so that it ends with the range. */
#define LOOP_AVX512(COUNT, COUNT_LANES)                                                                                \
	"kmovq %[head], %%k1\n\t"                                                                                      \
	"kmovq %[tail], %%k2\n\t" COUNT_LANES(                                                                         \
	    0, k1, 0) "vpxor %%xmm1, %%xmm1, %%xmm1\n\t"                                                               \
	              "vpxor %%xmm2, %%xmm2, %%xmm2\n\t"                                                               \
	              "vpxor %%xmm3, %%xmm3, %%xmm3\n\t"                                                               \
	              "mov %[body], %[a]\n\t"                                                                          \
	              "jmp 2f\n"                                                                                       \
	              "1:\n\t" COUNT(0, 4) COUNT(64, 5) COUNT(128, 6) COUNT(192, 7) ADD_WORDS(4, 0) ADD_WORDS(5, 1)    \
	                  ADD_WORDS(6, 2)                                                                              \
	                      ADD_WORDS(7, 3) "add $256, %[a]\n"                                                       \
	                                      "2:\n\t"                                                                 \
	                                      "cmp %[blocks], %[a]\n\t"                                                \
	                                      "jb 1b\n\t"                                                              \
	                                      "jmp 4f\n"                                                               \
	                                      "3:\n\t" COUNT(0, 4) ADD_WORDS(                                          \
	                                          4, 0) "add $64, %[a]\n"                                              \
	                                                "4:\n\t"                                                       \
	                                                "cmp %[end], %[a]\n\t"                                         \
	                                                "jb 3b\n\t"                                                    \
	                                                "lea -64(%[a],%[n_tail]), %[a]\n\t" COUNT_LANES(0, k2, 4)      \
	                                                    ADD_WORDS(4, 0) ADD_WORDS(1, 0) ADD_WORDS(2, 3)            \
	                                                        ADD_WORDS(3, 0) SUM_WORDS

/* The parts of a range of more than 64 bytes: a head of 1 to 64 bytes, vectors on 64-byte boundaries, a tail. */
struct parts {
	const unsigned char *body, *blocks_end, *body_end;
	size_t n_tail;
	uint64_t head, tail; /* lanes */
};

static inline struct parts parts_of(const unsigned char *a, size_t size)
{
	struct parts p;
	const size_t n_head = VECTOR_AVX512 - (uintptr_t)a % VECTOR_AVX512, n = (size - n_head) / VECTOR_AVX512;
	p.body = a + n_head;
	p.body_end = p.body + n * VECTOR_AVX512;
	p.blocks_end = p.body + n / 4 * 4 * VECTOR_AVX512;
	p.n_tail = (size - n_head) % VECTOR_AVX512;
	p.head = first_lanes(n_head);
	p.tail = p.n_tail ? last_lanes(p.n_tail) : 0;
	return p;
}

AVX512 uint64_t assay_popcount_avx512(const void *data, size_t size)
{
	const unsigned char *a = data;
	if (size == 0)
		return 0;
	if (size <= VECTOR_AVX512)
		return ends_in_next_page(a) ? count_lanes(a, size, a + size - VECTOR_AVX512, last_lanes(size))
		                            : count_lanes(a, size, a, first_lanes(size));
	const struct parts p = parts_of(a, size);
	uint64_t sum;
	__asm__(LOOP_AVX512(COUNT_RANGE, COUNT_RANGE_LANES)
	        : [a] "+&r"(a), [sum] "=r"(sum)
	        : [body] "r"(p.body), [blocks] "r"(p.blocks_end), [end] "r"(p.body_end), [n_tail] "r"(p.n_tail),
	          [head] "r"(p.head), [tail] "r"(p.tail), "m"(*(const unsigned char(*)[size])data)
	        : "cc", "k1", "k2", ALL_VECTORS);
	return sum;
}

AVX512 uint64_t assay_popcount_words_avx512(const uint64_t *words, size_t n)
{
	return assay_popcount_avx512(words, 8 * n);
}

AVX512 uint64_t assay_hamming_avx512(const void *data_a, const void *data_b, size_t size)
{
	const unsigned char *a = data_a, *const b = data_b;
	if (size < VECTOR_AVX512)
		return assay_hamming_popcnt(data_a, data_b, size);
	if (size == VECTOR_AVX512)
		return count_lanes_of_two(a, b, UINT64_MAX);
	const struct parts p = parts_of(a, size);
	uint64_t sum;
	__asm__(LOOP_AVX512(COUNT_PAIR, COUNT_PAIR_LANES)
	        : [a] "+&r"(a), [sum] "=r"(sum)
	        : [b_to_a] "r"((uintptr_t)b - (uintptr_t)a), [body] "r"(p.body), [blocks] "r"(p.blocks_end),
	          [end] "r"(p.body_end), [n_tail] "r"(p.n_tail), [head] "r"(p.head), [tail] "r"(p.tail),
	          "m"(*(const unsigned char(*)[size])data_a), "m"(*(const unsigned char(*)[size])b)
	        : "cc", "k1", "k2", ALL_VECTORS);
	return sum;
}

#endif
