/* chain_shape.c: what a carried chain goes through. */
#include "chain_shape.h"
#include "cost.h"

bool insn_is_copy(const struct insn *i)
{
	return i->flags & INSN_COPY || (i->op == OP_MOVE && !(i->flags & INSN_MERGES));
}

bool chain_enters_address(const struct code *c, const struct chain *ch, uint32_t k)
{
	const struct insn *i = &c->insn[ch->insn[k]];
	if (ch->entry[k] == NONE)
		return false;
	reg_t r = c->value[ch->entry[k]].reg;
	for (unsigned m = 0; m < i->n_mem; m++)
		if (i->mem[m].flags & MEM_READ && (i->mem[m].base == r || i->mem[m].index == r))
			return ch->exit[k] == NONE || !insn_writes_back(i, c->value[ch->exit[k]].reg);
	return false;
}

bool chain_through_address(const struct code *c, const struct chain *ch)
{
	for (uint32_t k = 0; k < ch->n; k++)
		if (chain_enters_address(c, ch, k))
			return true;
	return false;
}

bool chain_is_retry(const struct code *c, const struct chain *ch)
{
	for (uint32_t k = 0; k < ch->n; k++) {
		const struct insn *i = &c->insn[ch->insn[k]];
		if (i->flags & INSN_ATOMIC && (i->op == OP_OTHER || (i->op == OP_MOVE && ch->entry[k] == NONE)))
			return true;
	}
	return false;
}

uint32_t chain_side_insns(const struct code *c, uint32_t loop, const struct chain *ch)
{
	uint32_t n = 0, last = NONE, latch = c->loop[loop].latch;
	for (uint32_t k = 0; k < ch->n; k++) {
		uint32_t b = c->block_of[ch->insn[k]];
		if (b == last || (latch != NONE && block_dominates(c, b, latch)))
			continue;
		n += c->block[b].end - c->block[b].first;
		last = b;
	}
	return n;
}

bool loop_calls(const struct code *c, uint32_t loop)
{
	const struct loop *l = &c->loop[loop];
	for (uint32_t i = 0; i < l->n_blocks; i++) {
		const struct block *b = &c->block[c->loop_blocks[l->first_block + i]];
		for (uint32_t at = b->first; at < b->end && !b->no_return; at++)
			if (insn_is_call(&c->insn[at]))
				return true;
	}
	return false;
}

static float latency_at(const struct code *c, uint32_t at)
{
	return cost_known(c, &c->insn[at]) ? cost_of(c, &c->insn[at])->latency : 1;
}

const char *chain_through_select(const struct code *c, const struct chain *ch)
{
	float shorter = 0;
	bool decides = false;
	for (uint32_t k = 0; k < ch->n; k++) {
		if (c->insn[ch->insn[k]].op != OP_SELECT || ch->entry[k] == NONE)
			continue;
		bool by_flags = reg_is_flag(c->value[ch->entry[k]].reg);
		shorter += latency_at(c, ch->insn[k]);
		if (by_flags && ch->n > 1) /* the chain is a circle */
			shorter += latency_at(c, ch->insn[(k ? k : ch->n) - 1]);
		decides |= by_flags;
	}
	if (!(shorter > 0))
		return NULL;
	return arena_printf(c->arena,
	                    "%.3g cycle%s of it %s a select%s: where the choice is mostly the same, a branch that is "
	                    "predicted takes %s off the chain",
	                    (double)shorter, shorter == 1 ? "" : "s", shorter == 1 ? "is" : "are",
	                    decides ? " and the comparison that decides it" : "",
	                    decides ? "them and what the comparison waits for" : "them");
}
