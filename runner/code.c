/* code.c: one function's analysis, step by step, and the questions that classes ask about it. */
#include "code_private.h"

void code_analyse_decoded(struct code *c)
{
	cfg_build(c);
	loops_build(c);
	arguments_build(c);
	liveness_build(c);
	ssa_build(c);
}

struct code *code_analyse(struct object *o, const struct function *f, const struct core_model *model, struct decoder *d,
                          struct arena *arena)
{
	struct code *c = ARENA_NEW(arena, struct code);
	*c = (struct code){.object = o, .function = f, .isa = o->isa, .model = model, .arena = arena};
	decode_function(c, d);
	if (c->too_large || !c->n_insn) {
		c->unresolved = true;
		return c;
	}
	code_analyse_decoded(c);
	return c;
}

/* ---- questions --------------------------------------------------------------------------------------------------- */

static uint32_t operand_value(const struct operand *o, const struct operand *end, reg_t reg)
{
	for (; o < end; o++)
		if (o->reg == reg)
			return o->value;
	return NONE;
}

uint32_t value_used(const struct code *c, uint32_t i, reg_t reg)
{
	return operand_value(c->uses + c->first_use[i], c->uses + c->first_use[i + 1], reg);
}

uint32_t value_defined(const struct code *c, uint32_t i, reg_t reg)
{
	return operand_value(c->defs + c->first_def[i], c->defs + c->first_def[i + 1], reg);
}

uint32_t value_origin(const struct code *c, uint32_t value)
{
	/* A chain of copies is as long as the program makes it, but never a cycle: a copy uses what was there before.
	 */
	while (value != NONE && c->value[value].kind == VALUE_INSN) {
		uint32_t i = c->value[value].where;
		const struct insn *in = &c->insn[i];
		if (!(in->flags & INSN_COPY) || !in->n_dst || !in->n_src || in->dst[0] != c->value[value].reg)
			break;
		uint32_t next = value_used(c, i, in->src[0]);
		if (next == NONE)
			break;
		value = next;
	}
	return value;
}

const char *code_callee(const struct code *c, const struct insn *in)
{
	const struct object *o = c->object;
	if (in->sym >= 0 && o->symbols[in->sym].external)
		return o->symbols[in->sym].name;
	if (in->target)
		return object_callee(o, in->target);
	if (in->n_mem && (in->mem[0].flags & MEM_PC_RELATIVE) && !(in->mem[0].flags & MEM_ADDRESS)) {
		if (in->sym >= 0 && *o->symbols[in->sym].name)
			return o->symbols[in->sym].name;
		return object_slot(o, (uint64_t)in->mem[0].disp);
	}
	return NULL;
}
