/* check.h: a conditional branch whose one side never comes back, and what it compares. */
#ifndef ASSAY_CHECK_H
#define ASSAY_CHECK_H

#include "noreturn.h"

enum { CHECK_COMPARES = 8, CHECK_VALUES = 16 };

struct check {
	uint32_t branch;   /* instruction */
	uint32_t survives; /* block */
	struct sink sink;
	uint32_t compare[CHECK_COMPARES]; /* instructions that the condition comes from, in the order of the code */
	uint32_t n_compare;
	uint32_t
	    value[CHECK_VALUES]; /* what they compare, and what that was computed from by adding constants and such */
	uint32_t n_value;
	bool against_zero; /* equal to zero or not */
	bool difference;   /* two values were subtracted to be compared */
	bool mask;         /* some bits of a value are zero or not: alignment, flags */
	bool constant;     /* one side of a compare is an immediate */
	bool overflow;     /* the condition is what arithmetic left in the flags */
};

/* False where the block does not end in such a branch. `reports`: failing sides that may come back count too. */
bool check_at(const struct code *c, uint32_t block, bool reports, struct check *out);

#endif
