/* induction.h: what a value is over the iterations of a loop. */
#ifndef ASSAY_INDUCTION_H
#define ASSAY_INDUCTION_H

#include "code.h"

/* value = root + constant + step * iteration, where root is loop-invariant (a value, or NONE for 0). Where it starts
 * from no single value (base + 4 * i), the value itself stands as root for what it is in the first iteration. Counters
 * are taken not to wrap around. */
struct linear {
	bool known;
	uint32_t root; /* NONE: none */
	int64_t constant;
	int64_t step; /* added in each iteration; 0: invariant */
};

/* Follows adds, subs, leas, copies, extensions and shifts by constants through the values, and header phis that grow by
 * a constant on every way around the loop. Results are kept for the loop asked last (struct induction). */
struct induction;
struct induction *induction_new(const struct code *c, uint32_t loop, struct arena *arena);
struct linear induction_of(struct induction *in, uint32_t value);

/* The address of a memory operand over the iterations of the loop. */
struct address_pattern {
	bool known;       /* base and index both linear */
	int64_t stride;   /* bytes for each iteration; 0: the same address each time */
	int64_t constant; /* of two patterns with equal roots, the difference is their distance in bytes */
	uint32_t base_root, index_root; /* values, NONE; index_scale counts index_root */
	uint8_t index_scale;
	bool gather;     /* depends on a value loaded in the loop */
	bool comparable; /* the roots and the scale say all about where it starts */
};
struct address_pattern induction_address(struct induction *in, uint32_t insn, unsigned mem);
/* Two patterns whose addresses differ by a constant (then *distance = a - b in bytes). */
bool address_comparable(const struct address_pattern *a, const struct address_pattern *b, int64_t *distance);

#endif
