/* load_loop.h: a loop that only loads the bytes of a range: no kernel can be faster from the cache. The ISA folders'
 * loads.c make theirs of it.
 *
 * Eight loads for each turn of the loop, one for each that is left, and one that ends with the last byte. */
#ifndef ASSAY_BENCH_LOAD_LOOP_H
#define ASSAY_BENCH_LOAD_LOOP_H

#include "kernels.h"

#define EIGHT(one, W) one(0) one(W) one(2 * W) one(3 * W) one(4 * W) one(5 * W) one(6 * W) one(7 * W)
#define FOUR(one, W)  one(0) one(W) one(2 * W) one(3 * W)

/* The bytes that a block of loads reads. */
#define BYTES(p, n) "m"(*(const char(*)[n])(p))

/* loadW, loadW_words and loadW_pair, by loads of W bytes: ONE_A(at) and ONE_B(at) are the asm text of one, at bytes
 * behind
 * %[a] or %[b]. END is the asm text behind the loop; the rest are the registers that all of it changes. */
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

#endif
