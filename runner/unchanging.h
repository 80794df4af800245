/* unchanging.h: what a loop computes again in each iteration with the same result. */
#ifndef ASSAY_UNCHANGING_H
#define ASSAY_UNCHANGING_H

#include "classes.h"

/* Whether the operand's address is the same in each iteration and nothing in the loop may write there. */
bool memory_unchanging(const struct analysis *a, uint32_t loop, uint32_t insn, unsigned mem);
/* Whether the value is defined before the loop, or in it out of nothing but such values and unchanging memory. Bounded:
 * false where that takes more than a few steps to see. */
bool value_unchanging(const struct analysis *a, uint32_t loop, uint32_t value);
/* The same of all that an instruction reads. */
bool insn_unchanging(const struct analysis *a, uint32_t loop, uint32_t insn);

#endif
