/* stack_flow.c: which stores to a slot reach which loads: slots as bits, 64 at a time, over the blocks. */
#include "stack_private.h"

#include <stdlib.h>
#include <string.h>

/* What the accesses of one block do to 64 slots, and what holds at its borders. */
struct block_bits {
	uint64_t used;    /* loaded before anything is stored */
	uint64_t set;     /* stored, its old content is gone */
	uint64_t fed;     /* a register's content is what was stored last */
	uint64_t live;    /* at the end: a load may follow */
	uint64_t reached; /* at the beginning: a register's store may have been the last one */
	uint64_t sure;    /* at the beginning: something was stored on every way */
};

struct slot_flow {
	const struct code *c;
	struct stack *s;
	struct block_bits *block;
	uint32_t *access; /* of this round, by instruction */
	uint8_t *bit;     /* by slot: its bit in this round */
	uint32_t n;
	bool pads; /* there are blocks that are reached in unknown ways */
};

static int by_instruction(const void *a, const void *b, void *ctx)
{
	const struct stack *s = ctx;
	const struct stack_access *x = &s->access[*(const uint32_t *)a], *y = &s->access[*(const uint32_t *)b];
	return x->insn != y->insn ? x->insn < y->insn ? -1 : 1 : (int)x->reg_index - y->reg_index;
}

static bool stores_register(const struct stack_access *a) { return a->write && !a->constant && a->file != FILE_OTHER; }

static void summarise(struct slot_flow *f)
{
	const struct stack *s = f->s;
	for (uint32_t i = 0; i < f->n; i++) {
		const struct stack_access *a = &s->access[f->access[i]];
		struct block_bits *b = &f->block[f->c->block_of[a->insn]];
		uint64_t bit = 1ull << f->bit[s->slot_of[f->access[i]]];
		if (a->read && !(b->set & bit))
			b->used |= bit;
		if (a->write) {
			b->set |= bit;
			b->fed = stores_register(a) ? b->fed | bit : b->fed & ~bit;
		}
	}
}

static bool solve_live(struct slot_flow *f, uint64_t at_pads)
{
	const struct code *c = f->c;
	bool changed = false;
	for (uint32_t i = c->n_rpo; i-- > 0;) {
		const struct block *k = &c->block[c->rpo[i]];
		struct block_bits *b = &f->block[c->rpo[i]];
		uint64_t live = b->live | at_pads;
		for (uint32_t n = 0; n < k->n_succ; n++) {
			const struct block_bits *to = &f->block[c->succ[k->first_succ + n]];
			live |= to->used | (to->live & ~to->set);
		}
		changed |= live != b->live;
		b->live = live;
	}
	return changed;
}

static uint64_t live_at_pads(const struct slot_flow *f)
{
	const struct code *c = f->c;
	uint64_t live = 0;
	for (uint32_t i = 0; f->pads && i < c->n_rpo; i++) {
		const struct block_bits *b = &f->block[c->rpo[i]];
		if (c->block[c->rpo[i]].extra && c->block[c->rpo[i]].idom == NONE)
			live |= b->used | (b->live & ~b->set);
	}
	return live;
}

static bool solve_reached(struct slot_flow *f)
{
	const struct code *c = f->c;
	bool changed = false;
	for (uint32_t i = 0; i < c->n_rpo; i++) {
		const struct block *k = &c->block[c->rpo[i]];
		struct block_bits *b = &f->block[c->rpo[i]];
		uint64_t reached = k->extra && k->idom == NONE ? ~0ull : b->reached;
		for (uint32_t n = 0; n < k->n_pred; n++) {
			const struct block_bits *from = &f->block[c->pred[k->first_pred + n]];
			reached |= from->fed | (from->reached & ~from->set);
		}
		changed |= reached != b->reached;
		b->reached = reached;
	}
	return changed;
}

/* From everything downwards: what holds on all ways. */
static bool solve_sure(struct slot_flow *f)
{
	const struct code *c = f->c;
	bool changed = false;
	for (uint32_t i = 0; i < c->n_rpo; i++) {
		const struct block *k = &c->block[c->rpo[i]];
		struct block_bits *b = &f->block[c->rpo[i]];
		uint64_t sure = c->rpo[i] ? b->sure : 0;
		for (uint32_t n = 0; n < k->n_pred; n++) {
			const struct block_bits *from = &f->block[c->pred[k->first_pred + n]];
			sure &= from->set | from->sure;
		}
		changed |= sure != b->sure;
		b->sure = sure;
	}
	return changed;
}

/* Loops as deep as this are settled; deeper ones lose nothing but a store that only comes around that way. */
enum { MAX_PASSES = 24 };

static void solve(struct slot_flow *f)
{
	for (unsigned n = 0; n < MAX_PASSES && solve_live(f, live_at_pads(f)); n++)
		;
	for (unsigned n = 0; n < MAX_PASSES && solve_reached(f); n++)
		;
	for (uint32_t i = 0; i < f->c->n_rpo; i++)
		f->block[f->c->rpo[i]].sure = ~0ull;
	for (unsigned n = 0; n < MAX_PASSES && solve_sure(f); n++)
		;
}

/* From the borders of each block to its accesses: forward for loads, backward for stores. */
static void spread(struct slot_flow *f)
{
	struct stack *s = f->s;
	const uint32_t *block_of = f->c->block_of;
	uint64_t now = 0, sure = 0;
	for (uint32_t i = 0, at = NONE; i < f->n; i++) {
		struct stack_access *a = &s->access[f->access[i]];
		uint64_t bit = 1ull << f->bit[s->slot_of[f->access[i]]];
		if (block_of[a->insn] != at) {
			at = block_of[a->insn];
			now = f->block[at].reached;
			sure = f->block[at].sure;
		}
		a->fed = a->read && (now & bit);
		a->sure = a->read && (sure & bit);
		sure |= a->write ? bit : 0;
		if (a->write)
			now = stores_register(a) ? now | bit : now & ~bit;
	}
	for (uint32_t i = f->n, at = NONE; i-- > 0;) {
		struct stack_access *a = &s->access[f->access[i]];
		uint64_t bit = 1ull << f->bit[s->slot_of[f->access[i]]];
		if (block_of[a->insn] != at)
			now = f->block[at = block_of[a->insn]].live;
		a->followed = a->write && (now & bit);
		if (a->write)
			now &= ~bit;
		if (a->read)
			now |= bit;
	}
}

static void one_round(struct slot_flow *f, const uint32_t *list, uint32_t n)
{
	struct stack *s = f->s;
	f->n = 0;
	for (uint32_t i = 0; i < n; i++) {
		const struct stack_slot *k = &s->slot[list[i]];
		f->bit[list[i]] = (uint8_t)i;
		for (uint32_t a = k->first; a < k->first + k->n; a++)
			f->access[f->n++] = a;
	}
	qsort_r(f->access, f->n, sizeof *f->access, by_instruction, s);
	memset(f->block, 0, sizeof *f->block * f->c->n_block);
	summarise(f);
	solve(f);
	spread(f);
}

/* Beyond this many visits of blocks every store is taken to reach every load of its slot. */
#define MAX_VISITS ((uint64_t)1 << 26)

static void assume(struct stack *s, const struct stack_slot *k)
{
	for (uint32_t i = k->first; i < k->first + k->n; i++) {
		s->access[i].fed = s->access[i].sure = s->access[i].read;
		s->access[i].followed = s->access[i].write;
	}
}

void stack_flow(const struct code *c, struct stack *s, const uint32_t *list, uint32_t n)
{
	if (!n)
		return;
	struct slot_flow f = {.c = c, .s = s, .pads = c->block[c->rpo[c->n_rpo - 1]].extra};
	f.block = ARENA_ARRAY_RAW(c->arena, struct block_bits, c->n_block);
	f.access = ARENA_ARRAY_RAW(c->arena, uint32_t, s->n_access);
	f.bit = ARENA_ARRAY_RAW(c->arena, uint8_t, s->n_slot);
	uint64_t visits = 0;
	for (uint32_t i = 0; i < n; i += 64) {
		visits += (uint64_t)c->n_block * 8;
		if (visits <= MAX_VISITS || !i)
			one_round(&f, list + i, n - i < 64 ? n - i : 64);
		else
			for (uint32_t k = i; k < n && k < i + 64; k++)
				assume(s, &s->slot[list[k]]);
	}
}
