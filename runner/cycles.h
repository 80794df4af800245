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
	bool through_memory;
	bool unknown; /* a call or an instruction of unknown cost lies on every candidate */
};
/* Innermost loops only; chain.n is 0 where nothing is carried. In the code's arena. */
struct chain cycles_chain(const struct code *c, uint32_t loop, struct induction *in);

/* The lower bound that dispatch width and ports alone set on one iteration; *unknown counts the instructions whose
 * cost the model does not know. */
float cycles_throughput(const struct code *c, uint32_t loop, uint16_t *unknown);

#endif
