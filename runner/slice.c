/* slice.c: what a value is computed from. */
#include "slice.h"

struct walk {
	uint32_t seen[SLICE_LIMIT];
	uint32_t n;
};

static bool add(struct walk *w, uint32_t value)
{
	for (uint32_t i = 0; i < w->n; i++)
		if (w->seen[i] == value)
			return true;
	if (value == NONE)
		return true;
	if (w->n == SLICE_LIMIT)
		return false;
	w->seen[w->n++] = value;
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
	struct walk w = {.n = 0};
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
