/* hot.c: which blocks of a loop its iterations execute, and which lie aside. */
#include "hot.h"

uint32_t hot_part(const struct code *c, uint32_t block)
{
	uint32_t p = 0;
	while (p + 1 < c->n_part_range && c->block[block].first >= c->part_range[p].end)
		p++;
	return p;
}

static bool is_latch(const struct code *c, const struct loop *l, uint32_t block)
{
	const struct block *b = &c->block[block];
	for (uint32_t s = 0; s < b->n_succ; s++)
		if (c->succ[b->first_succ + s] == l->header)
			return true;
	return false;
}

/* A header may have as many latches as the loop has blocks: where they begin and end in the preorder of the dominator
 * tree is all that is asked. */
static void find_latches(struct hot *h)
{
	const struct code *c = h->c;
	const struct block *header = &c->block[c->loop[h->loop].header];
	h->first_latch = NONE;
	h->last_latch = 0;
	for (uint32_t p = 0; p < header->n_pred; p++) {
		uint32_t from = c->pred[header->first_pred + p], at = c->block[from].dom_in;
		if (!loop_has_block(c, h->loop, from))
			continue;
		h->first_latch = at < h->first_latch ? at : h->first_latch;
		h->last_latch = at > h->last_latch ? at : h->last_latch;
	}
}

static bool every_iteration(const struct hot *h, uint32_t block)
{
	const struct block *b = &h->c->block[block];
	return b->rpo != NONE && b->dom_in <= h->first_latch && h->last_latch < b->dom_out;
}

static bool is_case(const struct code *c, uint32_t block)
{
	const struct block *b = &c->block[block];
	for (uint32_t p = 0; p < b->n_pred; p++) {
		const struct block *from = &c->block[c->pred[b->first_pred + p]];
		if (from->n_succ && c->succ_kind[from->first_succ] == EDGE_TABLE)
			return true;
	}
	return false;
}

/* A way around the loop that ends in a test of its own is one of its ways, and so is each case of a jump table; one
 * that jumps back was put aside. */
static bool in_line(const struct hot *h, uint32_t block)
{
	const struct code *c = h->c;
	const struct loop *l = &c->loop[h->loop];
	return every_iteration(h, block) ||
	       (is_latch(c, l, block) && block_last(c, &c->block[block])->flow == FLOW_BRANCH) || is_case(c, block);
}

/* What a block falls into is what the compiler expected to come next. */
static bool falls_on(const struct code *c, uint32_t loop, uint32_t block)
{
	const struct block *b = &c->block[block];
	for (uint32_t s = 0; s < b->n_succ; s++)
		if (c->succ_kind[b->first_succ + s] == EDGE_NEXT && c->succ[b->first_succ + s] == block + 1)
			return loop_has_block(c, loop, block + 1) && !c->block[block + 1].no_return;
	return false;
}

struct hot hot_of(const struct code *c, uint32_t loop)
{
	const struct loop *l = &c->loop[loop];
	struct hot h = {.c = c, .loop = loop, .first = l->header, .last = l->header};
	find_latches(&h);
	uint32_t part = hot_part(c, l->header);
	for (uint32_t k = 0; k < l->n_blocks; k++) {
		uint32_t b = c->loop_blocks[l->first_block + k];
		if ((b >= h.first && b <= h.last) || hot_part(c, b) != part || c->block[b].no_return || !in_line(&h, b))
			continue;
		h.first = b < h.first ? b : h.first;
		h.last = b > h.last ? b : h.last;
	}
	while (falls_on(c, loop, h.last))
		h.last++;
	return h;
}

enum hot_how hot_block(const struct hot *h, uint32_t block)
{
	if (h->c->block[block].no_return)
		return HOT_FAILS;
	if (every_iteration(h, block))
		return HOT_EVERY;
	bool aside = block < h->first || block > h->last || hot_part(h->c, block) != hot_part(h->c, h->first);
	return aside ? HOT_ASIDE : HOT_SOME;
}
