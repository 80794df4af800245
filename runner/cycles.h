/* cycles.h: what one iteration of a loop costs in a core model. */
#ifndef ASSAY_CYCLES_H
#define ASSAY_CYCLES_H

#include "code.h"
#include "induction.h"

/* The longest loop-carried dependency cycle: through registers, flags, and memory at the same address; its latency
 * divided by the number of iterations that it spans. Control dependences are no edges. */
struct chain {
	float latency;  /* cycles of one iteration */
	uint32_t span;  /* iterations after which it closes: 1, 2, ... */
	uint32_t *insn; /* the instructions in order, one whole turn */
	uint32_t n;
	uint32_t *entry, *exit; /* by insn: the value that comes in and the one that goes on, NONE: through memory */
	uint32_t *value;        /* all values around, phis too, NONE where it goes through memory */
	uint32_t n_value;
	bool through_memory;
	bool unknown; /* there may be a longer one: through a call, an instruction of unknown cost, too many accesses */
	float every;  /* what remains of the latency on the path through the loop that has least of it: less than
	                 latency where a branch goes around a part of the chain */
	uint32_t n_conditional; /* of its instructions, those that not every iteration executes */
};
struct chain_scratch; /* by block: made once for all loops of a function */
struct chain_scratch *chain_scratch_new(const struct code *c);
/* Innermost loops without irreducible parts only (else unknown); chain.n is 0 where nothing is carried. In the code's
 * arena. */
struct chain cycles_chain(struct chain_scratch *s, uint32_t loop, struct induction *in);

/* The lower bound that dispatch width and ports alone set on one iteration, along its most expensive path from
 * header to latch; blocks that never come back are left out. *unknown counts the instructions whose
 * cost the model does not know. */
float cycles_throughput(const struct code *c, uint32_t loop, uint16_t *unknown);

#endif
