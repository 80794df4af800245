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
