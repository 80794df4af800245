/* crossing.h: whether an access crosses cache lines or pages, whatever is not known of its address. */
#ifndef ASSAY_CROSSING_H
#define ASSAY_CROSSING_H

#include "classes.h"

/* What is known of an address: address % modulus == rest; modulus is a power of two, 1: nothing. */
struct alignment {
	uint32_t modulus, rest;
};

/* Of a value: a constant, the stack pointer at entry, what was rounded down, and those plus constants. */
struct alignment alignment_of(const struct code *c, uint32_t value);
/* Of an address in a loop's first iteration. */
struct alignment alignment_of_address(const struct code *c, const struct address_pattern *p);

/* Accesses of one loop at one stride: bytes behind the first one's start, and their width. */
struct run {
	int64_t offset;
	uint32_t width;
};

/* How many multiples of `size` (64: lines, 4096: pages) these accesses cross in one iteration, at the least over all
 * starts of the first that its alignment leaves; trips: iterations of the loop, 0 unknown (then very many). */
double crossings_each(struct alignment start, int64_t stride, const struct run *v, uint32_t n, uint32_t size,
                      uint64_t trips);

#endif
