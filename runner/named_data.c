/* named_data.c: which variables of the program, by their symbols, a loop walks over. */
#include "named_data.h"
#include "slice.h"

static void add(struct named_data *out, int32_t symbol)
{
	for (uint32_t i = 0; i < out->n; i++)
		if (out->symbol[i] == symbol)
			return;
	if (out->n < NAMED_DATA)
		out->symbol[out->n++] = symbol;
}

/* A section's own symbol names no variable: several static ones lie in one section. */
static enum slice_step visit(const struct code *c, uint32_t value, void *ctx)
{
	const struct value *v = &c->value[value];
	if (v->kind != VALUE_INSN)
		return v->kind == VALUE_PHI ? SLICE_ON : SLICE_CUT;
	const struct insn *in = &c->insn[v->where];
	if (!insn_is_offset(in))
		return SLICE_CUT;
	if (!(in->flags & INSN_RELOC) || in->sym < 0)
		return SLICE_ON;
	const struct symbol *s = &c->object->symbols[in->sym];
	if (*s->name && !s->function)
		add(ctx, in->sym);
	return SLICE_CUT;
}

static void take_register(const struct code *c, uint32_t i, reg_t reg, struct named_data *out)
{
	uint32_t value = reg == REG_NONE ? NONE : value_used(c, i, reg);
	if (value != NONE)
		slice_find(c, value, visit, out);
}

struct named_data named_data_of_loop(const struct code *c, uint32_t loop)
{
	struct named_data out = {.n = 0};
	const struct loop *l = &c->loop[loop];
	for (uint32_t k = 0; k < l->n_blocks; k++) {
		const struct block *b = &c->block[c->loop_blocks[l->first_block + k]];
		for (uint32_t i = b->first; i < b->end; i++) {
			const struct insn *in = &c->insn[i];
			for (unsigned m = 0; m < in->n_mem; m++) {
				if (!(in->mem[m].flags & (MEM_READ | MEM_WRITE)) ||
				    (in->mem[m].flags & MEM_PC_RELATIVE))
					continue;
				take_register(c, i, in->mem[m].base, &out);
				take_register(c, i, in->mem[m].index, &out);
				if ((in->flags & INSN_RELOC) && in->sym >= 0 && *c->object->symbols[in->sym].name)
					add(&out, in->sym);
			}
		}
	}
	return out;
}

bool named_data_meet(const struct named_data *x, const struct named_data *y)
{
	for (uint32_t i = 0; i < x->n; i++)
		for (uint32_t k = 0; k < y->n; k++)
			if (x->symbol[i] == y->symbol[k])
				return true;
	return false;
}
