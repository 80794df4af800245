/* avx512.c: the tier of 64-byte vectors with vpopcntq; the ends of a range are loaded by masks. */
#include "x86_64.h"

#if defined(__x86_64__) && defined(__LP64__)

#define AVX512 __attribute__((target("avx512f,avx512bw,avx512vl,avx512vpopcntdq,avx2,popcnt")))

/* vzeroupper touches all of them. */
#define ALL_VECTORS_AVX512                                                                                             \
	"xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10", "xmm11", "xmm12",     \
	    "xmm13", "xmm14", "xmm15"

/* clang-format off */

/* Leaves the counts of the eight words of one vector, or of the difference of two, in zmmV; b is addressed from a. */
#define COUNT(at, v) "vpopcntq " #at "(%[a]), %%zmm" #v "\n\t"
#define COUNT_PAIR(at, v) \
	"vmovdqu64 " #at "(%[a]), %%zmm" #v "\n\t" \
	"vpxorq " #at "(%[a], %[b_to_a]), %%zmm" #v ", %%zmm" #v "\n\t" \
	"vpopcntq %%zmm" #v ", %%zmm" #v "\n\t"

/* The same for the bytes of mask k; `from` is the register that is used for a. */
#define COUNT_LANES(from, k, v) \
	"vmovdqu8 (%[" #from "]), %%zmm" #v "%{%%" #k "%}%{z%}\n\t" \
	"vpopcntq %%zmm" #v ", %%zmm" #v "\n\t"
#define COUNT_PAIR_LANES(from, k, v) \
	"vmovdqu8 (%[" #from "]), %%zmm" #v "%{%%" #k "%}%{z%}\n\t" \
	"vmovdqu8 (%[" #from "], %[b_to_a]), %%zmm15%{%%" #k "%}%{z%}\n\t" \
	"vpxorq %%zmm15, %%zmm" #v ", %%zmm" #v "\n\t" \
	"vpopcntq %%zmm" #v ", %%zmm" #v "\n\t"

#define ADD_WORDS(v, sum) "vpaddq %%zmm" #v ", %%zmm" #sum ", %%zmm" #sum "\n\t"

/* The sum of zmm0's words. */
#define SUM_WORDS \
	"vextracti64x4 $1, %%zmm0, %%ymm1\n\t" \
	"vpaddq %%ymm1, %%ymm0, %%ymm0\n\t" \
	"vextracti128 $1, %%ymm0, %%xmm1\n\t" \
	"vpaddq %%xmm1, %%xmm0, %%xmm0\n\t" \
	"vpunpckhqdq %%xmm0, %%xmm0, %%xmm1\n\t" \
	"vpaddq %%xmm1, %%xmm0, %%xmm0\n\t" \
	"vmovq %%xmm0, %[sum]\n\t" \
	"vzeroupper\n\t"

#define UP_TO_64(COUNT_LANES) \
	"kmovq %[lanes], %%k1\n\t" \
	COUNT_LANES(a, k1, 0) \
	SUM_WORDS

/* The vector at a, and the bytes of three more that have not been counted before. */
#define UP_TO_256(COUNT, COUNT_LANES) \
	COUNT(0, 0) \
	"kmovq %[lanes1], %%k1\n\t" \
	"kmovq %[lanes2], %%k2\n\t" \
	"kmovq %[lanes3], %%k3\n\t" \
	COUNT_LANES(a1, k1, 1) COUNT_LANES(a2, k2, 2) COUNT_LANES(a3, k3, 3) \
	ADD_WORDS(1, 0) ADD_WORDS(2, 3) ADD_WORDS(3, 0) \
	SUM_WORDS

/* The head up to a 64-byte boundary, vectors by four and by one, and the tail. No prefetch: on Zen 4, 512 to 4096 bytes
 * ahead, it takes 0.15 to 0.2 of the speed at 32 KiB and 0.2 to 0.3 at 8 MiB, and brings nothing at 256 KiB. */
#define ABOVE_256(COUNT, COUNT_LANES) \
	"kmovq %[head], %%k1\n\t" \
	"kmovq %[tail], %%k2\n\t" \
	COUNT_LANES(a, k1, 0) COUNT_LANES(last, k2, 1) \
	"vpxor %%xmm2, %%xmm2, %%xmm2\n\t" \
	"vpxor %%xmm3, %%xmm3, %%xmm3\n\t" \
	"mov %[body], %[a]\n\t" \
	"jmp 2f\n" \
	"1:\n\t" \
	COUNT(0, 4) COUNT(64, 5) COUNT(128, 6) COUNT(192, 7) \
	ADD_WORDS(4, 0) ADD_WORDS(5, 1) ADD_WORDS(6, 2) ADD_WORDS(7, 3) \
	"add $256, %[a]\n" \
	"2:\n\t" \
	"cmp %[blocks_end], %[a]\n\t" \
	"jne 1b\n\t" \
	"jmp 4f\n" \
	"3:\n\t" \
	COUNT(0, 4) ADD_WORDS(4, 0) \
	"add $64, %[a]\n" \
	"4:\n\t" \
	"cmp %[body_end], %[a]\n\t" \
	"jne 3b\n\t" \
	ADD_WORDS(1, 0) ADD_WORDS(2, 3) ADD_WORDS(3, 0) \
	SUM_WORDS

/* clang-format on */

enum { VECTOR = 64, PAGE = 4096 };

/* Masks of the first and the last n of 64 bytes. */
static inline uint64_t first_lanes(size_t n) /* 1 to 64 */ { return UINT64_MAX >> (VECTOR - n); }

static inline uint64_t last_lanes(size_t n) /* 0 to 63 */ { return ~(UINT64_MAX >> n); }

/* A masked load whose dead bytes lie in an unmapped page does not fault, but takes some 155 ns (one Zen 5). So where a
 * vector at p would reach into the next page, the range is loaded at the end of a vector that ends with it; that one
 * begins in the same page or, where it does not, in one that the range has a part in. */
static inline bool reaches_next_page(const void *p) { return (uintptr_t)p % PAGE > PAGE - VECTOR; }

AVX512 static inline uint64_t count_up_to_64(const unsigned char *data, size_t size)
{
	const bool shift = reaches_next_page(data);
	const unsigned char *const a = shift ? data + size - VECTOR : data;
	const uint64_t lanes = shift ? ~(UINT64_MAX >> 1 >> (size - 1)) : first_lanes(size);
	uint64_t sum;
	__asm__(UP_TO_64(COUNT_LANES)
	        : [sum] "=r"(sum)
	        : [a] "r"(a), [lanes] "r"(lanes), "m"(*(const unsigned char(*)[size])data)
	        : "k1", ALL_VECTORS_AVX512);
	return sum;
}

/* The last vector of a range may begin before the place that the vectors in front of it have reached. */
struct step {
	const unsigned char *at;
	uint64_t lanes;
};

/* Vector number i of a range of 65 to 256 bytes. */
static inline struct step step_at(const unsigned char *data, size_t size, size_t i)
{
	const size_t at = i * VECTOR < size - VECTOR ? i * VECTOR : size - VECTOR;
	const size_t again = i * VECTOR - at;
	return (struct step){data + at, again < VECTOR ? UINT64_MAX << again : 0};
}

AVX512 static inline uint64_t count_up_to_256(const unsigned char *a, size_t size)
{
	const struct step s1 = step_at(a, size, 1), s2 = step_at(a, size, 2), s3 = step_at(a, size, 3);
	uint64_t sum;
	__asm__(UP_TO_256(COUNT, COUNT_LANES)
	        : [sum] "=r"(sum)
	        : [a] "r"(a), [a1] "r"(s1.at), [a2] "r"(s2.at), [a3] "r"(s3.at), [lanes1] "r"(s1.lanes),
	          [lanes2] "r"(s2.lanes), [lanes3] "r"(s3.lanes), "m"(*(const unsigned char(*)[size])a)
	        : "k1", "k2", "k3", ALL_VECTORS_AVX512);
	return sum;
}

/* The parts of a longer range: a head of 1 to 64 bytes, vectors on 64-byte boundaries, and a tail of 0 to 63 bytes. */
struct parts {
	const unsigned char *body, *blocks_end, *body_end, *last;
	uint64_t head, tail;
};

static inline struct parts parts_of(const unsigned char *a, size_t size)
{
	const size_t n_head = VECTOR - (uintptr_t)a % VECTOR, n_body = (size - n_head) / VECTOR * VECTOR;
	struct parts p;
	p.body = a + n_head;
	p.blocks_end = p.body + n_body / (4 * VECTOR) * (4 * VECTOR);
	p.body_end = p.body + n_body;
	p.last = a + size - VECTOR;
	p.head = first_lanes(n_head);
	p.tail = last_lanes((size - n_head) % VECTOR);
	return p;
}

AVX512 static inline uint64_t count_above_256(const unsigned char *data, size_t size)
{
	const struct parts p = parts_of(data, size);
	const unsigned char *a = data;
	uint64_t sum;
	__asm__(ABOVE_256(COUNT, COUNT_LANES)
	        : [a] "+&r"(a), [sum] "=r"(sum)
	        : [body] "r"(p.body), [blocks_end] "r"(p.blocks_end), [body_end] "r"(p.body_end), [last] "r"(p.last),
	          [head] "r"(p.head), [tail] "r"(p.tail), "m"(*(const unsigned char(*)[size])data)
	        : "cc", "k1", "k2", ALL_VECTORS_AVX512);
	return sum;
}

AVX512 uint64_t assay_popcount_avx512(const void *data, size_t size)
{
	if (size <= VECTOR)
		return size == 0 ? 0 : count_up_to_64(data, size);
	return size <= 4 * VECTOR ? count_up_to_256(data, size) : count_above_256(data, size);
}

AVX512 uint64_t assay_popcount_words_avx512(const uint64_t *words, size_t n)
{
	return assay_popcount_avx512(words, 8 * n);
}

/* Both ranges have the same bytes of a vector: those that suit the one which reaches further. */
AVX512 static inline uint64_t count_pair_up_to_64(const unsigned char *data_a, const unsigned char *data_b, size_t size)
{
	const unsigned char *a = data_a;
	uint64_t lanes = first_lanes(size), sum;
	if (reaches_next_page(data_a) || reaches_next_page(data_b)) {
		/* One of them would then reach into the page before it. */
		if ((uintptr_t)data_a % PAGE < VECTOR || (uintptr_t)data_b % PAGE < VECTOR)
			return assay_hamming_popcnt(data_a, data_b, size);
		a = data_a + size - VECTOR;
		lanes = ~(UINT64_MAX >> 1 >> (size - 1));
	}
	__asm__(UP_TO_64(COUNT_PAIR_LANES)
	        : [sum] "=r"(sum)
	        : [a] "r"(a), [b_to_a] "r"((uintptr_t)data_b - (uintptr_t)data_a), [lanes] "r"(lanes),
	          "m"(*(const unsigned char(*)[size])data_a), "m"(*(const unsigned char(*)[size])data_b)
	        : "k1", ALL_VECTORS_AVX512);
	return sum;
}

AVX512 static inline uint64_t count_pair_up_to_256(const unsigned char *a, const unsigned char *b, size_t size)
{
	const struct step s1 = step_at(a, size, 1), s2 = step_at(a, size, 2), s3 = step_at(a, size, 3);
	uint64_t sum;
	__asm__(UP_TO_256(COUNT_PAIR, COUNT_PAIR_LANES)
	        : [sum] "=r"(sum)
	        : [a] "r"(a), [a1] "r"(s1.at), [a2] "r"(s2.at), [a3] "r"(s3.at), [lanes1] "r"(s1.lanes),
	          [lanes2] "r"(s2.lanes), [lanes3] "r"(s3.lanes), [b_to_a] "r"((uintptr_t)b - (uintptr_t)a),
	          "m"(*(const unsigned char(*)[size])a), "m"(*(const unsigned char(*)[size])b)
	        : "k1", "k2", "k3", ALL_VECTORS_AVX512);
	return sum;
}

AVX512 static inline uint64_t count_pair_above_256(const unsigned char *data, const unsigned char *b, size_t size)
{
	const struct parts p = parts_of(data, size);
	const unsigned char *a = data;
	uint64_t sum;
	__asm__(ABOVE_256(COUNT_PAIR, COUNT_PAIR_LANES)
	        : [a] "+&r"(a), [sum] "=r"(sum)
	        : [b_to_a] "r"((uintptr_t)b - (uintptr_t)data), [body] "r"(p.body), [blocks_end] "r"(p.blocks_end),
	          [body_end] "r"(p.body_end), [last] "r"(p.last), [head] "r"(p.head), [tail] "r"(p.tail),
	          "m"(*(const unsigned char(*)[size])data), "m"(*(const unsigned char(*)[size])b)
	        : "cc", "k1", "k2", ALL_VECTORS_AVX512);
	return sum;
}

AVX512 uint64_t assay_hamming_avx512(const void *a, const void *b, size_t size)
{
	if (size <= VECTOR)
		return size == 0 ? 0 : count_pair_up_to_64(a, b, size);
	return size <= 4 * VECTOR ? count_pair_up_to_256(a, b, size) : count_pair_above_256(a, b, size);
}

#endif
