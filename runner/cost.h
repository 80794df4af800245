/* cost.h: what a core model says about one instruction, as chain.c and throughput.c use it. */
#ifndef ASSAY_COST_H
#define ASSAY_COST_H

#include "code.h"

static inline const struct core_cost *cost_of(const struct code *c, const struct insn *i)
{
	return i->cost < c->isa->n_cost ? &c->model->cost[i->cost] : NULL;
}
static inline bool cost_known(const struct code *c, const struct insn *i)
{
	const struct core_cost *k = cost_of(c, i);
	return k && k->known && !(i->flags & INSN_UNDECODED);
}
/* Bits of enum mem_flags that any of its operands has. */
static inline unsigned insn_access(const struct insn *i)
{
	unsigned f = 0;
	for (unsigned m = 0; m < i->n_mem; m++)
		f |= i->mem[m].flags;
	return f & (MEM_READ | MEM_WRITE);
}
/* Loads, stores, and does nothing else: its latency is the memory's. */
static inline bool insn_only_moves(const struct insn *i)
{
	return i->op == OP_MOVE || i->op == OP_PUSH || i->op == OP_POP;
}

/* Whether register r is the base that i writes back to. */
static inline bool insn_writes_back(const struct insn *i, reg_t r)
{
	return (i->flags & INSN_WRITEBACK) && i->n_mem && i->mem[0].base == r && !(i->n_dst && i->dst[0] == r);
}

#endif
