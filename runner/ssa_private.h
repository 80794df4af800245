/* ssa_private.h: what ssa.c and phis.c share. */
#ifndef ASSAY_SSA_PRIVATE_H
#define ASSAY_SSA_PRIVATE_H

#include "code_private.h"

struct ssa {
	struct code *c;
	regset written;      /* anywhere in the function */
	regset *loop_writes; /* by loop */
	uint8_t *forced;     /* by block */
	bool any_forced;
	uint32_t current[REG_COUNT];
	uint32_t *first_out, *out; /* by block: values at its end, of kept_at_end in ascending order */
	uint32_t n_out, cap_out;
	/* Phis and unknown values in the order of their making: value first_made + i while they are being made, and
	 * final[i] in the end. */
	uint32_t first_made;
	struct {
		struct value *v;
		uint32_t n, cap;
	} made;
	uint32_t n_args;
	uint32_t *final;
	uint32_t *same_as; /* by made value: itself, or the value that it was replaced by */
};

/* Replaces redundant phis (same_as). */
void phis_simplify(struct ssa *s);
uint32_t phi_representative(struct ssa *s, uint32_t value);

#endif
