/* loads.c: loops that only load the bytes of a range, 8, 32 and 64 at a time: no kernel can be faster from the cache.
 *
 * Eight loads for each turn of the loop, one for each that is left, and one that ends with the last byte. */
#include "bench/kernels.h"

#define EIGHT(one, W)              one(0) one(W) one(2 * W) one(3 * W) one(4 * W) one(5 * W) one(6 * W) one(7 * W)
#define FOUR(one, W)               one(0) one(W) one(2 * W) one(3 * W)

#define GENERAL                    "mov"
#define YMM                        "vmovdqu"
#define ZMM                        "vmovdqu64"

#define LOAD(op, target, from, at) op " " #at "(%[" #from "]), " target "\n\t"

/* The bytes that a block of loads reads. */
#define BYTES(p, n) "m"(*(const char(*)[n])(p))

#define LOAD_LOOP(W, ONE_A, ONE_B, END, ...)                                                                           \
	static uint64_t load##W(const void *data, size_t size)                                                         \
	{                                                                                                              \
		const char *p = data;                                                                                  \
		size_t left = size;                                                                                    \
		for (; left >= 8 * W; left -= 8 * W, p += 8 * W)                                                       \
			__asm__ volatile(EIGHT(ONE_A, W) : : [a] "r"(p), BYTES(p, 8 * W) : __VA_ARGS__);               \
		for (; left >= W; left -= W, p += W)                                                                   \
			__asm__ volatile(ONE_A(0) : : [a] "r"(p), BYTES(p, W) : __VA_ARGS__);                          \
		p += left - W;                                                                                         \
		if (left)                                                                                              \
			__asm__ volatile(ONE_A(0) : : [a] "r"(p), BYTES(p, W) : __VA_ARGS__);                          \
		__asm__ volatile(END : : : __VA_ARGS__);                                                               \
		return 0;                                                                                              \
	}                                                                                                              \
	static uint64_t load##W##_words(const uint64_t *words, size_t n) { return load##W(words, 8 * n); }             \
	static uint64_t load##W##_pair(const void *x, const void *y, size_t size)                                      \
	{                                                                                                              \
		const char *p = x, *q = y;                                                                             \
		size_t left = size;                                                                                    \
		for (; left >= 4 * W; left -= 4 * W, p += 4 * W, q += 4 * W)                                           \
			__asm__ volatile(FOUR(ONE_A, W) FOUR(ONE_B, W)                                                 \
			                 :                                                                             \
			                 : [a] "r"(p), [b] "r"(q), BYTES(p, 4 * W), BYTES(q, 4 * W)                    \
			                 : __VA_ARGS__);                                                               \
		for (; left >= W; left -= W, p += W, q += W)                                                           \
			__asm__ volatile(ONE_A(0) ONE_B(0)                                                             \
			                 :                                                                             \
			                 : [a] "r"(p), [b] "r"(q), BYTES(p, W), BYTES(q, W)                            \
			                 : __VA_ARGS__);                                                               \
		p += left - W, q += left - W;                                                                          \
		if (left)                                                                                              \
			__asm__ volatile(ONE_A(0) ONE_B(0)                                                             \
			                 :                                                                             \
			                 : [a] "r"(p), [b] "r"(q), BYTES(p, W), BYTES(q, W)                            \
			                 : __VA_ARGS__);                                                               \
		__asm__ volatile(END : : : __VA_ARGS__);                                                               \
		return 0;                                                                                              \
	}

#define A8(at)  LOAD(GENERAL, "%%rax", a, at)
#define B8(at)  LOAD(GENERAL, "%%rax", b, at)
#define A32(at) LOAD(YMM, "%%ymm0", a, at)
#define B32(at) LOAD(YMM, "%%ymm0", b, at)
#define A64(at) LOAD(ZMM, "%%zmm0", a, at)
#define B64(at) LOAD(ZMM, "%%zmm0", b, at)

LOAD_LOOP(8, A8, B8, "", "rax")
LOAD_LOOP(32, A32, B32, "vzeroupper", "xmm0")
LOAD_LOOP(64, A64, B64, "vzeroupper", "xmm0")

const struct limit isa_limits[] = {
    {8, NULL, {load8, load8_words, load8_pair}},
    {32, "avx2", {load32, load32_words, load32_pair}},
    {64, "avx512", {load64, load64_words, load64_pair}},
    {.width = 0},
};
