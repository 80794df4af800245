/* loop_choice.c: what the ways around a loop say of the loop behind it or beside it. */
#include "loop_choice.h"
#include "slice.h"

/* Whether the phi gets one value on a way through the loop and another one on a way around it. */
static bool joins_apart(const struct code *c, uint32_t header, const struct value *phi)
{
	const struct block *b = &c->block[phi->where];
	for (uint32_t p = 0; p < b->n_pred; p++) {
		uint32_t through = c->phi_args[phi->first_arg + p];
		if (through == NONE || !block_dominates(c, header, c->pred[b->first_pred + p]))
			continue;
		for (uint32_t q = 0; q < b->n_pred; q++) {
			uint32_t from = c->pred[b->first_pred + q], around = c->phi_args[phi->first_arg + q];
			bool back = block_dominates(c, phi->where, from);
			if (around != NONE && !back && !block_dominates(c, header, from) &&
			    !values_equal(c, through, around))
				return true;
		}
	}
	return false;
}

static enum slice_step visit_start(const struct code *c, uint32_t value, void *ctx)
{
	const struct value *v = &c->value[value];
	uint32_t loop = *(const uint32_t *)ctx, header = c->loop[loop].header;
	if (v->kind == VALUE_INSN)
		return insn_is_offset(&c->insn[v->where]) ? SLICE_ON : SLICE_CUT;
	/* What was joined before the loop says nothing of it, nor does the counter of a loop around it. */
	if (v->kind != VALUE_PHI || block_dominates(c, v->where, header) || loop_has_block(c, loop, v->where))
		return SLICE_CUT;
	return joins_apart(c, header, v) ? SLICE_FOUND : SLICE_ON;
}

bool value_tells_whether_ran(const struct code *c, uint32_t loop, uint32_t value)
{
	return value != NONE && slice_find(c, value, visit_start, &loop);
}

enum { MAX_STEPS = 4 }; /* blocks between the branch and the loop: a preheader or two */

/* A search for the branches before a loop that lead to another one as well, all of them on one and the same test. */
struct choice {
	const struct code *c;
	uint32_t wanted;         /* header of the other loop */
	const struct insn *test; /* what the first branch compares; NULL: none found yet */
	uint32_t n;              /* branches found */
};

/* The comparison with a constant that the block's branch decides by, NULL: another kind. */
static const struct insn *test_of(const struct code *c, const struct block *b)
{
	for (uint32_t u = c->first_use[b->end - 1]; u < c->first_use[b->end]; u++) {
		uint32_t v = c->uses[u].value;
		if (v != NONE && c->value[v].kind == VALUE_INSN && c->insn[c->value[v].where].has_imm)
			return &c->insn[c->value[v].where];
	}
	return NULL;
}

static bool same_test(struct choice *k, const struct insn *test)
{
	if (!k->test)
		k->test = test;
	k->n++;
	return test && test->op == k->test->op && test->imm == k->test->imm;
}

static bool branches_off(struct choice *k, uint32_t from, uint32_t to, unsigned steps)
{
	const struct code *c = k->c;
	const struct block *b = &c->block[from];
	for (uint32_t s = 0; s < b->n_succ; s++) {
		uint32_t other = c->succ[b->first_succ + s];
		if (other != to && block_dominates(c, other, k->wanted))
			return same_test(k, test_of(c, b));
	}
	if (b->n_succ != 1 || !b->n_pred || !steps)
		return false;
	for (uint32_t p = 0; p < b->n_pred; p++)
		if (!branches_off(k, c->pred[b->first_pred + p], from, steps - 1))
			return false;
	return true;
}

bool loop_chosen_instead(const struct code *c, uint32_t loop, uint32_t other)
{
	const struct block *h = &c->block[c->loop[other].header];
	struct choice k = {.c = c, .wanted = c->loop[loop].header};
	for (uint32_t p = 0; p < h->n_pred; p++) {
		uint32_t from = c->pred[h->first_pred + p];
		if (!loop_has_block(c, other, from) && !branches_off(&k, from, c->loop[other].header, MAX_STEPS))
			return false;
	}
	return k.n > 1; /* one alone may only end the loop before */
}
