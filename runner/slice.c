/* slice.c: what a value is computed from. */
#include "slice.h"

#include <string.h>

struct walk {
	uint32_t seen[SLICE_LIMIT];
	uint32_t n;
	uint64_t
	    hint[16]; /* a bit for each value seen, by its low bits: most values are new, and seen to be so at once */
};

static bool add(struct walk *w, uint32_t value)
{
	if (value == NONE)
		return true;
	uint64_t *hint = &w->hint[value >> 6 & 15], bit = 1ull << (value & 63);
	for (uint32_t i = 0; (*hint & bit) && i < w->n; i++)
		if (w->seen[i] == value)
			return true;
	if (w->n == SLICE_LIMIT)
		return false;
	w->seen[w->n++] = value;
	*hint |= bit;
	return true;
}

bool value_is_writeback(const struct code *c, uint32_t value)
{
	const struct value *v = &c->value[value];
	if (v->kind != VALUE_INSN)
		return false;
	const struct insn *in = &c->insn[v->where];
	return (in->flags & INSN_WRITEBACK) && in->n_mem && v->reg == in->mem[0].base;
}

static bool add_inputs(struct walk *w, const struct code *c, const struct value *v)
{
	if (v->kind == VALUE_PHI)
		for (uint32_t i = 0; i < c->block[v->where].n_pred; i++)
			if (!add(w, c->phi_args[v->first_arg + i]))
				return false;
	if (value_is_writeback(c, (uint32_t)(v - c->value)))
		return add(w, value_used(c, v->where, v->reg));
	if (v->kind == VALUE_INSN)
		for (uint32_t i = c->first_use[v->where]; i < c->first_use[v->where + 1]; i++)
			if (!add(w, c->uses[i].value))
				return false;
	return true;
}

bool slice_find(const struct code *c, uint32_t value,
                enum slice_step (*visit)(const struct code *c, uint32_t value, void *ctx), void *ctx)
{
	struct walk w;
	w.n = 0;
	memset(w.hint, 0, sizeof w.hint);
	add(&w, value);
	for (uint32_t i = 0; i < w.n; i++) {
		enum slice_step step = visit(c, w.seen[i], ctx);
		if (step == SLICE_FOUND)
			return true;
		if (step == SLICE_ON && !add_inputs(&w, c, &c->value[w.seen[i]]))
			return false;
	}
	return false;
}

enum { EQUAL_DEPTH = 3 };

static bool same_operation(const struct insn *a, const struct insn *b)
{
	if (a->op != b->op || a->imm != b->imm || a->has_imm != b->has_imm || a->cond != b->cond ||
	    a->data_bits != b->data_bits || a->shift != b->shift || a->n_mem != b->n_mem || a->n_src != b->n_src)
		return false;
	const struct memop *x = &a->mem[0], *y = &b->mem[0];
	return !a->n_mem ||
	       (x->flags == y->flags && (x->flags & MEM_ADDRESS) && x->disp == y->disp && x->scale == y->scale);
}

/* The inputs in the order of the operands, REG_NONE behind the last. */
static reg_t input(const struct insn *in, unsigned i)
{
	if (i < in->n_src)
		return in->src[i];
	i -= in->n_src;
	return !in->n_mem || i > 1 ? REG_NONE : i ? in->mem[0].index : in->mem[0].base;
}

static bool equal(const struct code *c, uint32_t x, uint32_t y, int depth)
{
	x = value_origin(c, x);
	y = value_origin(c, y);
	if (x == y)
		return true;
	if (x == NONE || y == NONE || !depth || c->value[x].kind != VALUE_INSN || c->value[y].kind != VALUE_INSN)
		return false;
	uint32_t i = c->value[x].where, k = c->value[y].where;
	const struct insn *a = &c->insn[i], *b = &c->insn[k];
	if (a->op == OP_OTHER || a->flow != FLOW_NEXT || !same_operation(a, b) || !a->n_dst || !b->n_dst ||
	    c->value[x].reg != a->dst[0] || c->value[y].reg != b->dst[0])
		return false;
	for (unsigned n = 0; n < a->n_src + 2u; n++) {
		reg_t r = input(a, n), s = input(b, n);
		if ((r == REG_NONE) != (s == REG_NONE))
			return false;
		if (r != REG_NONE && !equal(c, value_used(c, i, r), value_used(c, k, s), depth - 1))
			return false;
	}
	/* Flags are inputs too (selects, adc): only the very same ones will do. */
	for (uint32_t u = c->first_use[i], w = c->first_use[k]; u < c->first_use[i + 1]; u++)
		if (reg_is_flag(c->uses[u].reg)) {
			while (w < c->first_use[k + 1] && c->uses[w].reg != c->uses[u].reg)
				w++;
			if (w == c->first_use[k + 1] || c->uses[w].value != c->uses[u].value)
				return false;
		}
	return true;
}

bool values_equal(const struct code *c, uint32_t x, uint32_t y) { return equal(c, x, y, EQUAL_DEPTH); }
