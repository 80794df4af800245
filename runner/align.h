/* align.h: a shortest way from one sequence to another: which items of both are the same ones. */
#ifndef ASSAY_ALIGN_H
#define ASSAY_ALIGN_H

#include "arena.h"

#include <stdint.h>

#define ALIGN_NONE UINT32_MAX

/* Items are equal where their keys are. match[i] is the item of b that a's item i is matched with, or ALIGN_NONE;
 * ascending. E. W. Myers: An O(ND) difference algorithm and its variations, 1986, in linear space; where more than a
 * fixed number of differences lies between two places the furthest way found is taken, so that time stays near linear
 * and the way may be longer than the shortest one. */
void align(const uint64_t *a, uint32_t n, const uint64_t *b, uint32_t m, uint32_t *match, struct arena *arena);

#endif
