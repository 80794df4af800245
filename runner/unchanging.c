/* unchanging.c: what a loop computes again in each iteration with the same result. */
#include "unchanging.h"
#include "memory.h"

enum { MAX_STEPS = 24 };

bool memory_unchanging(const struct analysis *a, uint32_t loop, uint32_t insn, unsigned mem)
{
	const struct insn *in = &a->code->insn[insn];
	if (in->mem[mem].flags & (MEM_WRITE | MEM_VECTOR_INDEX) || in->flags & INSN_ATOMIC)
		return false;
	return memory_invariant(a, loop, insn, mem) && memory_clobber(a, loop, insn, mem).insn == NONE;
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
