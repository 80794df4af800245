/* loops.c: natural loops and their nesting, and the cycles that are none. */
#include "code_private.h"

#include <string.h>

struct finder {
	struct code *c;
	struct {
		struct loop *v;
		uint32_t n, cap;
	} loop;          /* inner before outer while they are being found */
	uint32_t *outer; /* union-find by loop: towards the outermost loop that is known so far */
	uint32_t cap_outer;
	uint32_t *work; /* blocks whose predecessors are to be looked at */
	uint32_t n_work, cap_work;
};

static bool is_retreating(const struct code *c, uint32_t from, uint32_t to)
{
	return c->block[to].rpo <= c->block[from].rpo;
}

/* Edges from additional roots into what the entry reaches say nothing about loops. */
static bool is_foreign(const struct code *c, uint32_t from, uint32_t to)
{
	return c->block[from].extra && !c->block[to].extra;
}

/* ---- natural loops ----------------------------------------------------------------------------------------------- */

static void push_work(struct finder *f, uint32_t b)
{
	if (f->n_work == f->cap_work)
		f->work = arena_grow(f->c->arena, f->work, sizeof *f->work, f->n_work, &f->cap_work);
	f->work[f->n_work++] = b;
}

static uint32_t outermost(struct finder *f, uint32_t loop)
{
	uint32_t top = loop;
	while (f->outer[top] != top)
		top = f->outer[top];
	while (f->outer[loop] != top) {
		uint32_t next = f->outer[loop];
		f->outer[loop] = top;
		loop = next;
	}
	return top;
}

/* The block, or the loop around it that is known so far, becomes a part of loop l. */
static void take_in(struct finder *f, uint32_t l, uint32_t b)
{
	struct code *c = f->c;
	uint32_t header = b;
	if (c->block[b].loop == NONE) {
		c->block[b].loop = l;
	} else {
		uint32_t inner = outermost(f, c->block[b].loop);
		if (inner == l)
			return;
		f->loop.v[inner].parent = l;
		f->outer[inner] = l;
		header = f->loop.v[inner].header;
	}
	const struct block *k = &c->block[header];
	for (uint32_t i = 0; i < k->n_pred; i++) {
		uint32_t p = c->pred[k->first_pred + i];
		if (!is_foreign(c, p, header))
			push_work(f, p);
	}
}

static uint32_t new_loop(struct finder *f, uint32_t header)
{
	uint32_t l = f->loop.n;
	*ARENA_PUSH(f->c->arena, &f->loop) =
	    (struct loop){.header = header, .parent = NONE, .preheader = NONE, .latch = NONE, .innermost = true};
	if (f->cap_outer < f->loop.cap) {
		uint32_t cap = f->cap_outer;
		while (cap < f->loop.cap)
			f->outer = arena_grow(f->c->arena, f->outer, sizeof *f->outer, l, &cap);
		f->cap_outer = cap;
	}
	f->outer[l] = l;
	f->c->block[header].loop = l;
	return l;
}

/* Headers come in reverse of reverse postorder, inner ones before outer ones. A header that is in a loop already does
 * not occur: its own loop is found before any around it. */
static void find_loop(struct finder *f, uint32_t header)
{
	const struct code *c = f->c;
	const struct block *h = &c->block[header];
	uint32_t l = NONE, n_latch = 0, latch = NONE;
	for (uint32_t i = 0; i < h->n_pred; i++) {
		uint32_t p = c->pred[h->first_pred + i];
		if (!block_dominates(c, header, p))
			continue;
		if (l == NONE)
			l = new_loop(f, header);
		n_latch += p != latch;
		latch = p;
		push_work(f, p);
	}
	if (l == NONE)
		return;
	f->loop.v[l].latch = n_latch == 1 ? latch : NONE;
	while (f->n_work)
		take_in(f, l, f->work[--f->n_work]);
}

/* Outer before inner, headers in reverse postorder: the reverse of the order in which they were found. */
static void publish(struct finder *f)
{
	struct code *c = f->c;
	uint32_t n = f->loop.n;
	c->n_loop = n;
	c->loop = ARENA_ARRAY_RAW(c->arena, struct loop, n);
	for (uint32_t l = 0; l < n; l++) {
		struct loop *to = &c->loop[n - 1 - l];
		*to = f->loop.v[l];
		if (to->parent != NONE)
			to->parent = n - 1 - to->parent;
	}
	for (uint32_t i = 0; i < c->n_rpo; i++) {
		struct block *b = &c->block[c->rpo[i]];
		if (b->loop != NONE)
			b->loop = n - 1 - b->loop;
	}
}

/* ---- what they hold ---------------------------------------------------------------------------------------------- */

static void count(struct code *c)
{
	for (uint32_t l = 0; l < c->n_loop; l++) {
		struct loop *k = &c->loop[l];
		k->depth = k->parent == NONE ? 1 : c->loop[k->parent].depth + 1;
		if (k->parent != NONE)
			c->loop[k->parent].innermost = false;
	}
	for (uint32_t i = 0; i < c->n_rpo; i++) {
		const struct block *b = &c->block[c->rpo[i]];
		if (b->loop == NONE)
			continue;
		struct loop *k = &c->loop[b->loop];
		k->n_blocks++;
		k->n_instructions += b->end - b->first;
		for (uint32_t j = b->first; j < b->end && !k->has_call; j++)
			k->has_call = insn_is_call(&c->insn[j]);
	}
	for (uint32_t l = c->n_loop; l-- > 0;) {
		const struct loop *k = &c->loop[l];
		if (k->parent == NONE)
			continue;
		struct loop *up = &c->loop[k->parent];
		up->n_blocks += k->n_blocks;
		up->n_instructions += k->n_instructions;
		up->has_call |= k->has_call;
	}
}

/* Each loop's blocks are one range, inner loops' ranges within it: header, inner loops, own blocks in reverse
 * postorder. */
static void list_blocks(struct code *c)
{
	uint32_t *place = ARENA_ARRAY_RAW(c->arena, uint32_t, c->n_loop), n = 0;
	for (uint32_t l = 0; l < c->n_loop; l++) {
		struct loop *k = &c->loop[l];
		uint32_t *from = k->parent == NONE ? &n : &place[k->parent];
		k->first_block = *from;
		*from += k->n_blocks;
		place[l] = k->first_block + 1;
	}
	c->loop_blocks = ARENA_ARRAY_RAW(c->arena, uint32_t, n);
	for (uint32_t i = 0; i < c->n_rpo; i++) {
		uint32_t b = c->rpo[i], l = c->block[b].loop;
		if (l == NONE)
			continue;
		if (c->loop[l].header == b)
			c->loop_blocks[c->loop[l].first_block] = b;
		else
			c->loop_blocks[place[l]++] = b;
	}
}

static void find_preheaders(struct code *c)
{
	for (uint32_t l = 0; l < c->n_loop; l++) {
		const struct block *h = &c->block[c->loop[l].header];
		uint32_t n = 0, last = NONE;
		for (uint32_t i = 0; i < h->n_pred; i++) {
			uint32_t p = c->pred[h->first_pred + i];
			if (block_dominates(c, c->loop[l].header, p))
				continue;
			n += p != last;
			last = p;
		}
		c->loop[l].preheader = n == 1 ? last : NONE;
	}
}

/* ---- cycles that are no natural loops ---------------------------------------------------------------------------- */

/* Marks the innermost loop that holds both ends; the ones around it follow. `steps` bounds the climbing: when it is
 * used up, every loop is marked, and none is judged. */
static void mark_cycle(struct code *c, uint32_t from, uint32_t to, uint64_t *steps)
{
	uint32_t a = c->block[from].loop, b = c->block[to].loop;
	while (a != b && *steps) {
		uint32_t *deeper = b == NONE || (a != NONE && c->loop[a].depth >= c->loop[b].depth) ? &a : &b;
		*deeper = c->loop[*deeper].parent;
		(*steps)--;
	}
	if (a == b && a != NONE)
		c->loop[a].irreducible_inside = true;
}

static void find_irreducible(struct code *c)
{
	uint64_t steps = 64ull * c->n_block + 4096;
	for (uint32_t i = 0; i < c->n_rpo; i++) {
		uint32_t to = c->rpo[i];
		const struct block *b = &c->block[to];
		bool found = false;
		for (uint32_t j = 0; j < b->n_pred; j++) {
			uint32_t from = c->pred[b->first_pred + j];
			if (is_foreign(c, from, to) || !is_retreating(c, from, to) || block_dominates(c, to, from))
				continue;
			found = true;
			mark_cycle(c, from, to, &steps);
		}
		c->n_irreducible += found;
	}
	for (uint32_t l = c->n_loop; l-- > 0;) {
		struct loop *k = &c->loop[l];
		k->irreducible_inside |= !steps;
		if (k->irreducible_inside && k->parent != NONE)
			c->loop[k->parent].irreducible_inside = true;
	}
}

void loops_build(struct code *c)
{
	struct finder f = {.c = c};
	for (uint32_t i = c->n_rpo; i-- > 0;)
		find_loop(&f, c->rpo[i]);
	publish(&f);
	count(c);
	list_blocks(c);
	find_preheaders(c);
	find_irreducible(c);
}
