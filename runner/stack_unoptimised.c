/* stack_unoptimised.c: loads of what a register still holds, and the functions that are made of them: -O0. */
#include "stack_private.h"

/* Instructions from which on shares tell, and blocks from which on a register must have carried something. */
enum { LONG = 200, MANY_BLOCKS = 16 };

struct held {
	uint32_t since; /* the instruction after which `reg` and the slot hold the same; NONE */
	reg_t reg;
	uint8_t width;
};

struct walk {
	const struct code *c;
	struct stack *s;
	struct held *held;              /* by slot */
	uint32_t last_write[REG_COUNT]; /* instruction + 1 */
};

static void see(struct walk *w, struct stack_access *a, uint32_t slot, uint32_t block_first)
{
	struct held *h = &w->held[slot];
	bool same_block = h->since != NONE && h->since >= block_first;
	if (a->read && !a->write)
		a->redundant = same_block && w->last_write[h->reg] <= h->since + 1 && a->width <= h->width;
	if (a->reg == REG_NONE || (a->read && a->write))
		*h = (struct held){.since = NONE};
	else
		*h = (struct held){a->insn, a->reg, (uint8_t)a->width};
}

static void note_writes(struct walk *w, uint32_t i)
{
	regset written = w->c->insn[i].write;
	reg_t r;
	while ((r = regset_pop(&written)) != REG_NONE)
		w->last_write[r] = i + 1;
}

static void walk_accesses(struct walk *w)
{
	const struct code *c = w->c;
	struct stack *s = w->s;
	uint32_t i = 0, block = NONE, first = 0;
	for (uint32_t k = 0; k < s->n_access; k++) {
		struct stack_access *a = &s->access[s->order[k]];
		if (c->block_of[a->insn] != block) {
			block = c->block_of[a->insn];
			i = first = c->block[block].first;
		}
		for (; i < a->insn; i++)
			note_writes(w, i);
		see(w, a, s->slot_of[s->order[k]], first);
	}
}

static bool defined_elsewhere(const struct code *c, uint32_t v, uint32_t block)
{
	const struct value *d = &c->value[v];
	if (d->kind == VALUE_ENTRY)
		return block != c->block_of[0] && block != c->rpo[0];
	return d->kind != VALUE_INSN || c->block_of[d->where] != block;
}

/* How often registers carry values from block to block: at -O0 next to never. Calls and returns do not count, which
 * read registers only because these may hold something. */
static uint32_t count_carried(const struct code *c, const struct stack *s)
{
	regset saved = c->isa->callee_saved;
	uint32_t carried = 0;
	for (uint32_t i = 0; i < c->n_insn; i++) {
		const struct insn *in = &c->insn[i];
		if (in->flow != FLOW_NEXT && in->flow != FLOW_BRANCH)
			continue;
		for (uint32_t u = c->first_use[i]; u < c->first_use[i + 1]; u++) {
			reg_t r = c->uses[u].reg;
			uint32_t v = c->uses[u].value;
			if (v == NONE || !reg_is_general(r) || r == c->isa->sp || stack_address(s, v) ||
			    r == c->isa->link || (v < REG_COUNT && regset_has(saved, r)))
				continue;
			carried += defined_elsewhere(c, v, c->block_of[i]);
		}
	}
	return carried;
}

/* Of n plain accesses, `loads` load and `redundant` load what a register still holds. The shares were measured on the
 * corpus, gcc and clang, both ISAs: at -O0 a third of a long function's instructions are loads of locals; under the
 * worst of register pressure (transform8x8) less than a quarter are reloads. */
static bool is_unoptimised(const struct code *c, const struct stack *s, uint32_t n, uint32_t loads, uint32_t redundant)
{
	uint32_t carried = count_carried(c, s);
	if (c->n_rpo >= MANY_BLOCKS && 300 * carried < c->n_insn)
		return true; /* no optimised function of many blocks keeps nothing in registers between them */
	if (20 * carried > c->n_insn || 5 * n < c->n_insn)
		return false;
	/* In short blocks little is loaded twice; then there are many blocks, between which nothing is carried. */
	if (c->n_rpo < 4 && (!redundant || 5 * redundant < loads))
		return false;
	return c->n_insn < LONG || 4 * loads >= c->n_insn;
}

void stack_redundancy(const struct code *c, struct stack *s)
{
	if (!s->n_access)
		return;
	struct walk w = {.c = c, .s = s, .held = ARENA_ARRAY_RAW(c->arena, struct held, s->n_slot)};
	for (uint32_t i = 0; i < s->n_slot; i++)
		w.held[i] = (struct held){.since = NONE};
	walk_accesses(&w);
	uint32_t n = 0, loads = 0, redundant = 0;
	for (uint32_t i = 0; i < s->n_access; i++) {
		const struct stack_access *a = &s->access[i];
		if (a->purpose != ACCESS_PLAIN)
			continue;
		n++;
		loads += a->read;
		redundant += a->redundant;
	}
	s->unoptimised = loads > (c->n_rpo < 4 ? 0 : 2) && is_unoptimised(c, s, n, loads, redundant);
}
