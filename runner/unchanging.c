/* unchanging.c: what a loop computes again in each iteration with the same result. */
#include "unchanging.h"

enum { MAX_STEPS = 24 };

static bool writes_something(const struct code *c, uint32_t loop)
{
	const struct loop *l = &c->loop[loop];
	for (uint32_t k = 0; k < l->n_blocks; k++) {
		const struct block *b = &c->block[c->loop_blocks[l->first_block + k]];
		for (uint32_t i = b->first; i < b->end; i++) {
			const struct insn *in = &c->insn[i];
			if (insn_is_call(in) || in->flags & (INSN_ATOMIC | INSN_UNDECODED) || in->op == OP_SYSTEM)
				return true;
			for (unsigned m = 0; m < in->n_mem; m++)
				if (in->mem[m].flags & MEM_WRITE)
					return true;
		}
	}
	return false;
}

bool memory_unchanging(const struct analysis *a, uint32_t loop, uint32_t insn, unsigned mem)
{
	const struct insn *in = &a->code->insn[insn];
	if (in->mem[mem].flags & (MEM_WRITE | MEM_VECTOR_INDEX) || in->flags & INSN_ATOMIC)
		return false;
	struct address_pattern p = induction_address(analysis_induction(a, loop), insn, mem);
	return p.known && !p.stride && !writes_something(a->code, loop);
}

static bool is_pure(const struct insn *in)
{
	return in->flow == FLOW_NEXT && in->op != OP_OTHER && in->op != OP_SYSTEM && in->op != OP_STRING &&
	       in->op != OP_PUSH && in->op != OP_POP && in->op != OP_FENCE &&
	       !(in->flags & (INSN_ATOMIC | INSN_UNDECODED | INSN_WRITEBACK));
}

static bool unchanging(const struct analysis *a, uint32_t loop, uint32_t value, unsigned *steps);

/* A scalar in a vector register: what it leaves of the old destination above itself is nobody's input. */
static bool is_leftover(const struct insn *in, reg_t reg)
{
	if (!(in->flags & INSN_MERGES) || in->flags & (INSN_PACKED | INSN_MASKED) || !in->n_dst || in->dst[0] != reg ||
	    !reg_is_vector(reg) || in->op == OP_SHUFFLE || in->op == OP_SELECT)
		return false;
	for (unsigned s = 0; s < in->n_src; s++)
		if (in->src[s] == reg)
			return false;
	return true;
}

static bool inputs_unchanging(const struct analysis *a, uint32_t loop, uint32_t i, unsigned *steps)
{
	const struct code *c = a->code;
	const struct insn *in = &c->insn[i];
	if (!is_pure(in))
		return false;
	for (uint32_t u = c->first_use[i]; u < c->first_use[i + 1]; u++)
		if (!is_leftover(in, c->uses[u].reg) && !unchanging(a, loop, c->uses[u].value, steps))
			return false;
	for (unsigned m = 0; m < in->n_mem; m++)
		if (!(in->mem[m].flags & MEM_ADDRESS) && !memory_unchanging(a, loop, i, m))
			return false;
	return true;
}

static bool unchanging(const struct analysis *a, uint32_t loop, uint32_t value, unsigned *steps)
{
	const struct code *c = a->code;
	if (value_invariant(c, loop, value))
		return true;
	if (value == NONE || c->value[value].kind != VALUE_INSN || ++*steps > MAX_STEPS)
		return false;
	return inputs_unchanging(a, loop, c->value[value].where, steps);
}

bool value_unchanging(const struct analysis *a, uint32_t loop, uint32_t value)
{
	unsigned steps = 0;
	return unchanging(a, loop, value, &steps);
}

bool insn_unchanging(const struct analysis *a, uint32_t loop, uint32_t insn)
{
	unsigned steps = 0;
	return inputs_unchanging(a, loop, insn, &steps);
}
