/* slice.h: what a value is computed from. */
#ifndef ASSAY_SLICE_H
#define ASSAY_SLICE_H

#include "code.h"

enum slice_step {
	SLICE_ON,
	SLICE_CUT,
	SLICE_FOUND
}; /* follow this value's inputs; do not; it is what was looked for */

/* Walks backwards over the values that `value` is computed from, phis' arguments and address registers included, until
 * `visit` says that it found something. Gives up after a bounded number of values (SLICE_LIMIT), then answers false. */
enum { SLICE_LIMIT = 96 };
bool slice_find(const struct code *c, uint32_t value,
                enum slice_step (*visit)(const struct code *c, uint32_t value, void *ctx), void *ctx);

/* Whether the value is a base register that its instruction wrote back: computed from that base alone, whatever else
 * the instruction loads or stores. */
bool value_is_writeback(const struct code *c, uint32_t value);
/* Computed in the same way from the same values, without memory: i + 1 in two copies of a latch, n & -16 twice. False
 * where that takes more than a few steps to see. */
bool values_equal(const struct code *c, uint32_t x, uint32_t y);

/* A copy, or an extension of one. */
static inline bool insn_is_plain_copy(const struct insn *in) { return (in->flags & INSN_COPY) || in->op == OP_EXTEND; }
/* What addresses and counts are computed by: additions, shifts and copies, without memory. */
static inline bool insn_is_offset(const struct insn *in)
{
	return in->op == OP_ADD || in->op == OP_SUB || in->op == OP_OR || in->op == OP_SHL || in->op == OP_ADDRESS ||
	       (insn_is_plain_copy(in) && !in->n_mem);
}

#endif
