/* check.c: a conditional branch whose one side never comes back, and what it compares. */
#include "check.h"

#include <stdlib.h>

/* ---- what is compared -------------------------------------------------------------------------------------------- */

static void add_value(struct check *k, uint32_t v)
{
	if (v == NONE || k->n_value == CHECK_VALUES)
		return;
	for (uint32_t i = 0; i < k->n_value; i++)
		if (k->value[i] == v)
			return;
	k->value[k->n_value++] = v;
}

static bool is_simple(const struct insn *in)
{
	switch (in->op) {
	case OP_MOVE:
		return !in->n_mem;
	case OP_ADDRESS:
		return in->n_mem && (in->mem[0].base == REG_NONE || in->mem[0].index == REG_NONE);
	case OP_EXTEND:
	case OP_BITFIELD:
		return in->n_src == 1;
	case OP_ADD:
	case OP_SUB:
	case OP_AND:
	case OP_SHL:
	case OP_SHR:
	case OP_SAR:
		return in->has_imm && in->n_src == 1 && !in->n_mem;
	default:
		return false;
	}
}

/* The value, and those that it was made from with constants alone: the address may come from any of them. */
static void add_sources(const struct code *c, struct check *k, uint32_t v)
{
	for (unsigned step = 0; step < 6 && v != NONE; step++) {
		add_value(k, v);
		if (c->value[v].kind != VALUE_INSN || !is_simple(&c->insn[c->value[v].where]))
			return;
		uint32_t i = c->value[v].where, next = NONE;
		for (uint32_t u = c->first_use[i]; u < c->first_use[i + 1]; u++)
			if (!reg_is_flag(c->uses[u].reg))
				next = c->uses[u].value;
		v = next;
	}
}

/* Other loads of the same place close by: what is compared in memory may be loaded for its use. */
static void add_loads(const struct code *c, struct check *k, uint32_t i, const struct memop *m)
{
	uint32_t base = value_used(c, i, m->base), index = value_used(c, i, m->index);
	const uint32_t around[2] = {c->block_of[i], k->survives};
	for (unsigned b = 0; b < 2; b++) {
		const struct block *block = &c->block[around[b]];
		for (uint32_t j = block->first; j < block->end && j < block->first + 64; j++) {
			const struct insn *in = &c->insn[j];
			if (in->op == OP_MOVE && in->n_mem && (in->mem[0].flags & MEM_READ) && in->n_dst &&
			    in->mem[0].disp == m->disp && in->mem[0].scale == m->scale &&
			    value_used(c, j, in->mem[0].base) == base && value_used(c, j, in->mem[0].index) == index)
				add_value(k, value_defined(c, j, in->dst[0]));
		}
	}
}

static void add_compare(struct check *k, uint32_t i)
{
	for (uint32_t n = 0; n < k->n_compare; n++)
		if (k->compare[n] == i)
			return;
	if (k->n_compare < CHECK_COMPARES)
		k->compare[k->n_compare++] = i;
}

static void follow(const struct code *c, struct check *k, uint32_t i, unsigned depth);

/* The instruction that defined a flag or a truth value. */
static void follow_value(const struct code *c, struct check *k, uint32_t v, unsigned depth)
{
	if (depth && v != NONE && c->value[v].kind == VALUE_INSN)
		follow(c, k, c->value[v].where, depth - 1);
}

static void follow_flags(const struct code *c, struct check *k, uint32_t i, unsigned depth)
{
	for (uint32_t u = c->first_use[i]; u < c->first_use[i + 1]; u++)
		if (reg_is_flag(c->uses[u].reg))
			follow_value(c, k, c->uses[u].value, depth);
}

static bool is_truth(const struct code *c, uint32_t v)
{
	if (v == NONE || c->value[v].kind != VALUE_INSN)
		return false;
	const struct insn *in = &c->insn[c->value[v].where];
	if (in->op == OP_EXTEND && in->n_src == 1 && !in->n_mem) {
		v = value_used(c, c->value[v].where, in->src[0]);
		return v != NONE && c->value[v].kind == VALUE_INSN && c->insn[c->value[v].where].op == OP_SETCC;
	}
	return in->op == OP_SETCC || in->op == OP_OR || in->op == OP_XOR;
}

/* The difference of two registers, tested for zero or its sign: a compare of them. */
static bool is_difference(const struct code *c, uint32_t v)
{
	if (v == NONE || c->value[v].kind != VALUE_INSN)
		return false;
	const struct insn *in = &c->insn[c->value[v].where];
	return in->op == OP_SUB && in->n_src == 2 && !in->has_imm && !in->n_mem;
}

static void take_operands(const struct code *c, struct check *k, uint32_t i, unsigned depth)
{
	const struct insn *in = &c->insn[i];
	bool tests = in->flow == FLOW_BRANCH || (in->op == OP_TEST && in->n_src == 2 && in->src[0] == in->src[1]);
	for (unsigned s = 0; s < in->n_src; s++) {
		uint32_t v = value_used(c, i, in->src[s]);
		if (tests && is_difference(c, v)) {
			k->difference = true;
			follow_value(c, k, v, depth);
			continue;
		}
		if (is_truth(c, v) &&
		    (in->op == OP_TEST || in->op == OP_OR || in->op == OP_AND || in->flow == FLOW_BRANCH))
			follow_value(c, k, v, depth);
		add_sources(c, k, v);
	}
	for (unsigned m = 0; m < in->n_mem; m++)
		if (in->mem[m].flags & MEM_READ)
			add_loads(c, k, i, &in->mem[m]);
}

static bool is_carry(unsigned cond) { return cond == COND_ULT || cond == COND_UGE; }

static bool is_arithmetic(unsigned op)
{
	return op == OP_ADD || op == OP_SUB || op == OP_ADC || op == OP_SBB || op == OP_MUL || op == OP_NEG ||
	       op == OP_SHL || op == OP_MADD;
}

/* Arithmetic, of which a carry says that it went too far; after a subtraction it is a compare. */
static bool tells_overflow(const struct insn *in, unsigned cond)
{
	return is_carry(cond) && is_arithmetic(in->op) && in->op != OP_SUB;
}

static bool flags_tell_overflow(const struct code *c, uint32_t i)
{
	for (uint32_t u = c->first_use[i]; u < c->first_use[i + 1]; u++) {
		uint32_t v = c->uses[u].value;
		if (reg_is_flag(c->uses[u].reg) && v != NONE && c->value[v].kind == VALUE_INSN)
			return tells_overflow(&c->insn[c->value[v].where], c->insn[i].cond);
	}
	return false;
}

/* Collects the compares that a condition is made of. */
static void follow(const struct code *c, struct check *k, uint32_t i, unsigned depth)
{
	const struct insn *in = &c->insn[i];
	if (in->op == OP_SETCC || in->op == OP_SELECT) {
		k->overflow |= in->cond == COND_OVERFLOW || in->cond == COND_NO_OVERFLOW || flags_tell_overflow(c, i);
		follow_flags(c, k, i, depth);
		return;
	}
	if (in->op == OP_EXTEND) {
		follow_value(c, k, value_used(c, i, in->src[0]), depth);
		return;
	}
	if (in->op == OP_CCMP)
		follow_flags(c, k, i, depth);
	add_compare(k, i);
	k->constant |= in->has_imm;
	take_operands(c, k, i, depth);
}

/* ---- the branch -------------------------------------------------------------------------------------------------- */

static int ascending(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return x < y ? -1 : x > y;
}

/* A product compared with its own sign-extended low half: the high half says that it does not fit. */
static bool compares_with_own_half(const struct code *c, uint32_t i)
{
	const struct insn *in = &c->insn[i];
	if (in->op != OP_CMP || in->n_src != 2)
		return false;
	uint32_t high = value_used(c, i, in->src[0]), low = value_used(c, i, in->src[1]);
	if (high == NONE || high == low)
		return high != NONE;
	if (in->shift != SHIFT_OTHER || c->value[high].kind != VALUE_INSN)
		return false;
	uint32_t from = c->value[high].where;
	const struct insn *shift = &c->insn[from];
	bool shifts = shift->op == OP_SAR || shift->op == OP_SHR || shift->op == OP_BITFIELD;
	return shifts && shift->n_src == 1 && value_used(c, from, shift->src[0]) == low;
}

/* Whether value `sum` was made by adding something to value `part`. */
static bool is_sum_with(const struct code *c, uint32_t sum, uint32_t part)
{
	if (sum == NONE || part == NONE || c->value[sum].kind != VALUE_INSN)
		return false;
	uint32_t i = c->value[sum].where;
	if (c->insn[i].op != OP_ADD && c->insn[i].op != OP_ADDRESS)
		return false;
	for (uint32_t u = c->first_use[i]; u < c->first_use[i + 1]; u++)
		if (c->uses[u].value != NONE && value_origin(c, c->uses[u].value) == part)
			return true;
	return false;
}

/* x + y is compared with x: whether the sum wrapped around (a length check's own; a sanitizer's of pointers). */
static bool compares_with_own_part(const struct code *c, uint32_t i)
{
	const struct insn *in = &c->insn[i];
	if (in->op != OP_CMP || in->n_src != 2 || in->n_mem)
		return false;
	uint32_t x = value_used(c, i, in->src[0]), y = value_used(c, i, in->src[1]);
	if (x == NONE || y == NONE)
		return false;
	return is_sum_with(c, value_origin(c, x), value_origin(c, y)) ||
	       is_sum_with(c, value_origin(c, y), value_origin(c, x));
}

static bool is_unsigned_order(unsigned cond)
{
	return cond == COND_ULT || cond == COND_UGE || cond == COND_ULE || cond == COND_UGT;
}

/* A sum that is zero or not: the sum is what is checked, not what it was made of. */
static void take_sum(const struct code *c, struct check *k, uint32_t i)
{
	const struct insn *in = &c->insn[i];
	if (in->op != OP_ADD || !in->n_dst || in->has_imm)
		return;
	k->against_zero = true;
	k->n_value = 0;
	add_value(k, value_defined(c, i, in->dst[0]));
}

static void describe(const struct code *c, struct check *k)
{
	const struct insn *branch = &c->insn[k->branch];
	bool reads_flags = false;
	for (uint32_t u = c->first_use[k->branch]; u < c->first_use[k->branch + 1]; u++)
		reads_flags |= reg_is_flag(c->uses[u].reg);
	if (reads_flags) {
		follow_flags(c, k, k->branch, 6);
	} else {
		take_operands(c, k, k->branch, 6);
	}
	qsort(k->compare, k->n_compare, sizeof *k->compare, ascending);
	const struct insn *last = k->n_compare ? &c->insn[k->compare[k->n_compare - 1]] : branch;
	bool equal = branch->cond == COND_EQ || branch->cond == COND_NE;
	k->against_zero = equal && !k->difference &&
	                  (!reads_flags || (last->op == OP_TEST && (last->n_src < 2 || last->src[0] == last->src[1])) ||
	                   (last->op == OP_CMP && last->has_imm && !last->imm));
	k->mask = equal && reads_flags && last->op == OP_TEST && last->has_imm;
	k->overflow |= equal && reads_flags && k->n_compare && compares_with_own_half(c, k->compare[k->n_compare - 1]);
	if (equal && reads_flags && k->n_compare == 1)
		take_sum(c, k, k->compare[0]);
	if (is_unsigned_order(branch->cond) && reads_flags && k->n_compare == 1)
		k->overflow |= compares_with_own_part(c, k->compare[0]);
	k->overflow |=
	    branch->cond == COND_OVERFLOW || branch->cond == COND_NO_OVERFLOW || tells_overflow(last, branch->cond);
}

bool check_at(const struct code *c, uint32_t block, bool reports, struct check *out)
{
	const struct block *b = &c->block[block];
	if (b->rpo == NONE || b->no_return || b->n_succ != 2 || c->insn[b->end - 1].flow != FLOW_BRANCH)
		return false;
	for (unsigned side = 0; side < 2; side++) {
		uint32_t fails = c->succ[b->first_succ + side], survives = c->succ[b->first_succ + !side];
		if (fails == survives || c->block[survives].no_return)
			continue;
		*out = (struct check){.branch = b->end - 1, .survives = survives};
		bool found = c->block[fails].no_return                ? noreturn_sink(c, fails, &out->sink)
		             : reports && c->block[fails].n_pred == 1 ? noreturn_report(c, fails, &out->sink)
		                                                      : false;
		if (!found)
			continue;
		describe(c, out);
		return true;
	}
	return false;
}
