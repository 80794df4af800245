/* chain_shape.h: what a carried chain goes through. Shared by the classes that judge chains, so that each chain belongs
 * to one of them. */
#ifndef ASSAY_CHAIN_SHAPE_H
#define ASSAY_CHAIN_SHAPE_H

#include "classes.h"

enum { CHAIN_SIDE_INSNS = 12 }; /* a chain on a side path longer than that is taken for rare */

/* Whether the chain enters its instruction k by the address of a load. */
bool chain_enters_address(const struct code *c, const struct chain *ch, uint32_t k);
/* Whether it does so anywhere: the address of a load waits for a load of an earlier iteration, or for what was made
 * of it. */
bool chain_through_address(const struct code *c, const struct chain *ch);
/* A loop that repeats an exclusive store or a compare-and-swap until it succeeds: it rarely turns twice. */
bool chain_is_retry(const struct code *c, const struct chain *ch);
/* Instructions of the side paths that the chain takes. */
uint32_t chain_side_insns(const struct code *c, uint32_t loop, const struct chain *ch);

/* Where the chain goes through a select: that a well predicted branch would be shorter, and by how much; else NULL. The
 * converse of branchy-select. */
const char *chain_through_select(const struct code *c, const struct chain *ch);

/* A copy, a load or a store of a whole register. */
bool insn_is_copy(const struct insn *i);
/* A call that comes back, in a block of the loop that does. */
bool loop_calls(const struct code *c, uint32_t loop);

#endif
