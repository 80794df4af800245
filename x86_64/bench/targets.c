/* targets.c: what the tiers of x86_64 are meant to reach: parts of the speed of a loop that only loads. */
#include "bench/kernels.h"

#define AT(function, place, size)                                                                                      \
	{                                                                                                              \
		function, THROUGHPUT, place, false, size, false                                                        \
	}

/* Measured with a prototype on one Zen 5: 0.89 and 0.87, 1.00, 1.1; 124 of 252 GB/s; 63 of 125 GB/s. There, 32 KiB lie
 * within a cache of 48 KiB; where the first cache has 32 KiB, 16 KiB is the case that is like it. */
const struct target isa_targets[] = {
    {AT(POPCOUNT, ALIGNED, 32 << 10), "avx512", "load64", SPEED_OF, 0.88},
    {AT(POPCOUNT, ALIGNED, 16 << 10), "avx512", "load64", SPEED_OF, 0.88},
    {AT(POPCOUNT, OFF_BY_ONE, 32 << 10), "avx512", "load64", SPEED_OF, 0.88},
    {AT(POPCOUNT, ALIGNED, 256 << 10), "avx512", "load64", SPEED_OF, 0.98},
    {AT(POPCOUNT, ALIGNED, 8 << 20), "avx512", "load64", SPEED_OF, 1.0},
    {AT(POPCOUNT, ALIGNED, 256 << 20), "avx512", "load64", SPEED_OF, 0.97}, /* prefetching must cost nothing here */
    {AT(POPCOUNT, ALIGNED, 32 << 10), "avx2", "load32", SPEED_OF, 0.48},
    {AT(POPCOUNT, ALIGNED, 16 << 10), "avx2", "load32", SPEED_OF, 0.48},
    {AT(POPCOUNT, ALIGNED, 32 << 10), "popcnt", "load8", SPEED_OF, 0.5},
    {AT(POPCOUNT, ALIGNED, 16 << 10), "popcnt", "load8", SPEED_OF, 0.5},
    {.who = NULL},
};
