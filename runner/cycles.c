/* cycles.c: latency and throughput of every innermost loop. */
#include "cycles.h"
#include "classes.h"

void cycles_analyse(struct analysis *a)
{
	struct code *c = a->code;
	struct chain_scratch *scratch = NULL;
	if (!a->chain)
		a->chain = ARENA_ARRAY(c->arena, struct chain, c->n_loop + 1);
	for (uint32_t l = 0; l < c->n_loop; l++) {
		struct loop *loop = &c->loop[l];
		if (!loop->innermost || loop->irreducible_inside)
			continue;
		if (!scratch)
			scratch = chain_scratch_new(c);
		a->chain[l] = cycles_chain(scratch, l, analysis_induction(a, l));
		loop->latency = a->chain[l].latency;
		loop->throughput = cycles_throughput(c, l, &loop->unknown_costs);
	}
}
