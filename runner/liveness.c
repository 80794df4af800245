/* liveness.c: the registers that are live at the beginning and at the end of each block. */
#include "code_private.h"

#include <string.h>

struct liveness {
	struct code *c;
	regset *use;     /* by block: read before it is written */
	uint32_t *queue; /* a ring of n_block places; a block is in it at most once */
	uint8_t *queued;
	uint32_t head, n;
};

static void block_effect(struct liveness *l, uint32_t b)
{
	const struct code *c = l->c;
	regset use = {{0, 0}}, written = {{0, 0}};
	for (uint32_t i = c->block[b].first; i < c->block[b].end; i++) {
		use = regset_or(use, regset_minus(c->insn[i].read, written));
		written = regset_or(written, c->insn[i].write);
	}
	l->use[b] = use;
	c->written[b] = written;
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

static void enqueue(struct liveness *l, uint32_t b)
{
	if (l->queued[b])
		return;
	l->queued[b] = 1;
	l->queue[(l->head + l->n++) % l->c->n_block] = b;
}

/* Each block's set only grows, at most REG_COUNT times. */
static void propagate(struct liveness *l)
{
	const struct code *c = l->c;
	while (l->n) {
		uint32_t b = l->queue[l->head];
		l->head = (l->head + 1) % c->n_block;
		l->n--;
		l->queued[b] = 0;
		if (!update(l, b))
			continue;
		for (uint32_t i = 0; i < c->block[b].n_pred; i++)
			enqueue(l, c->pred[c->block[b].first_pred + i]);
	}
}

void liveness_build(struct code *c)
{
	struct liveness l = {.c = c};
	uint32_t n = c->n_block;
	l.use = ARENA_ARRAY_RAW(c->arena, regset, n);
	c->written = ARENA_ARRAY_RAW(c->arena, regset, n);
	l.queue = ARENA_ARRAY_RAW(c->arena, uint32_t, n);
	l.queued = ARENA_ARRAY(c->arena, uint8_t, n);
	c->live_in = ARENA_ARRAY(c->arena, regset, n);
	c->live_out = ARENA_ARRAY(c->arena, regset, n);
	for (uint32_t b = 0; b < n; b++)
		block_effect(&l, b);
	/* Against the order of the blocks: all is final after one turn but what goes around loops. */
	for (uint32_t i = c->n_rpo; i-- > 0;) {
		uint32_t b = c->rpo[i];
		if (!update(&l, b))
			continue;
		for (uint32_t j = 0; j < c->block[b].n_pred; j++) {
			uint32_t p = c->pred[c->block[b].first_pred + j];
			if (c->block[p].rpo >= i)
				enqueue(&l, p);
		}
	}
	propagate(&l);
}
