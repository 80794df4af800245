/* liveness.c: the registers that are live at the beginning and at the end of each block. */
#include "code_private.h"
#include "worklist.h"

struct liveness {
	struct code *c;
	regset *use; /* by block: read before it is written */
	struct worklist work;
};

static regset block_use(const struct code *c, const struct block *b)
{
	regset use = {{0, 0}}, written = {{0, 0}};
	for (uint32_t i = b->first; i < b->end; i++) {
		use = regset_or(use, regset_minus(c->insn[i].read, written));
		written = regset_or(written, c->insn[i].write);
	}
	return use;
}

/* Where an unresolved jump goes, any register but flags and the like may be read. */
static regset live_behind_unresolved(void)
{
	return (regset){{(1ull << REG_FLAG) - 1, (1ull << (REG_STACK - 64)) - 1}};
}

/* Whether live_in changed. */
static bool update(struct liveness *l, uint32_t b)
{
	struct code *c = l->c;
	const struct block *k = &c->block[b];
	regset out = {{0, 0}};
	for (uint32_t i = 0; i < k->n_succ; i++)
		out = regset_or(out, c->live_in[c->succ[k->first_succ + i]]);
	if (k->unresolved)
		out = regset_or(out, live_behind_unresolved());
	c->live_out[b] = out;
	regset in = regset_or(l->use[b], regset_minus(out, c->written[b]));
	bool changed = !regset_equal(in, c->live_in[b]);
	c->live_in[b] = in;
	return changed;
}

/* The predecessors at `from` or later in code.rpo will not be looked at by themselves. */
static void put_predecessors(struct liveness *l, uint32_t b, uint32_t from)
{
	const struct code *c = l->c;
	for (uint32_t i = 0; i < c->block[b].n_pred; i++) {
		uint32_t p = c->pred[c->block[b].first_pred + i];
		if (c->block[p].rpo >= from)
			worklist_put(&l->work, p);
	}
}

void liveness_build(struct code *c)
{
	uint32_t n = c->n_block;
	struct liveness l = {.c = c, .work = worklist_new(c->arena, n)};
	l.use = ARENA_ARRAY_RAW(c->arena, regset, n);
	c->live_in = ARENA_ARRAY(c->arena, regset, n);
	c->live_out = ARENA_ARRAY(c->arena, regset, n);
	for (uint32_t b = 0; b < n; b++)
		l.use[b] = block_use(c, &c->block[b]);
	/* Against the order of the blocks: all is final after one turn but what goes around loops. From then on each
	 * block's set only grows, at most REG_COUNT times. */
	for (uint32_t i = c->n_rpo; i-- > 0;)
		if (update(&l, c->rpo[i]))
			put_predecessors(&l, c->rpo[i], i);
	while (l.work.n) {
		uint32_t b = worklist_take(&l.work);
		if (update(&l, b))
			put_predecessors(&l, b, 0);
	}
}
