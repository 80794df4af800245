/* idiom_numbers.c: minima, absolute differences and products, scalar and packed, put together by hand. */
#include "idioms.h"
#include "memory.h"
#include "users.h"

static uint32_t source(const struct code *c, uint32_t i, unsigned s)
{
	const struct insn *in = &c->insn[i];
	return s < in->n_src && in->src[s] != REG_NONE ? value_origin(c, value_used(c, i, in->src[s])) : NONE;
}

/* Back over sign extensions and moves of a part: sxth of a 16-bit difference. */
static uint32_t narrowed(const struct code *c, uint32_t value)
{
	uint32_t i = idiom_value_def(c, value);
	if (i != NONE && !c->insn[i].n_mem && c->insn[i].n_src == 1 && !(c->insn[i].flags & INSN_PACKED) &&
	    (c->insn[i].op == OP_EXTEND || (c->insn[i].op == OP_MOVE && c->insn[i].data_bits == 32)))
		return source(c, i, 0);
	return value_origin(c, value);
}

static bool is_zero_vector(const struct code *c, uint32_t value)
{
	uint32_t i = idiom_value_def(c, value);
	return i != NONE && c->insn[i].op == OP_CONST && c->insn[i].has_imm && !c->insn[i].imm;
}

/* All bits the sign of `of`, in elements of *bits. */
static bool is_sign(const struct code *c, uint32_t value, uint32_t of, unsigned *bits)
{
	uint32_t i = idiom_value_def(c, value);
	if (i == NONE)
		return false;
	const struct insn *in = &c->insn[i];
	if (!in->n_src || in->n_mem || narrowed(c, source(c, i, 0)) != of)
		return false;
	*bits = in->elem_bits;
	if (in->op == OP_SAR && in->has_imm && in->n_src == 1)
		return in->imm == in->elem_bits - 1;
	if (in->op == OP_BITFIELD && in->how == HOW_EXTRACT && in->flags & INSN_SIGNED && in->cut_bits == 1) {
		*bits = in->cut_shift + 1u;
		return true;
	}
	return in->op == OP_VCMP && in->has_imm && !in->imm && in->n_src == 1 &&
	       (in->cond == COND_SLT || in->cond == COND_NEGATIVE);
}

/* The difference d of which `value` is the negative part: d & d >> (width - 1), or the minimum of d and 0. */
static uint32_t negative_part(const struct code *c, uint32_t value, uint32_t *mask, unsigned *bits)
{
	uint32_t i = idiom_value_def(c, value);
	if (i == NONE)
		return NONE;
	const struct insn *in = &c->insn[i];
	*mask = NONE;
	if (in->n_src != 2 || in->n_mem)
		return NONE;
	uint32_t a = source(c, i, 0), b = source(c, i, 1);
	if (in->op == OP_MIN && in->flags & INSN_PACKED && in->flags & INSN_SIGNED) {
		*bits = in->elem_bits;
		return is_zero_vector(c, b) ? a : is_zero_vector(c, a) ? b : NONE;
	}
	if (in->op != OP_AND)
		return NONE;
	if (in->shift) {
		*bits = in->data_bits;
		return in->how == HOW_ARITHMETIC && in->by == in->data_bits - 1 && a == b ? a : NONE;
	}
	for (unsigned s = 0; s < 2; s++) {
		uint32_t d = narrowed(c, s ? b : a);
		*mask = idiom_value_def(c, s ? a : b);
		if (d != NONE && is_sign(c, s ? a : b, d, bits))
			return d;
	}
	return NONE;
}

/* The two values that an addition, subtraction or address adds up; NONE: in memory. */
static bool addends(const struct code *c, uint32_t i, uint32_t *x, uint32_t *y)
{
	const struct insn *in = &c->insn[i];
	const struct memop *m = &in->mem[0];
	if (in->op == OP_ADDRESS) {
		if (!in->n_mem || m->index == REG_NONE || m->base == REG_NONE || m->scale != 1 || m->disp)
			return false;
		*x = value_origin(c, value_used(c, i, m->base));
		*y = value_origin(c, value_used(c, i, m->index));
		return true;
	}
	if (in->shift || in->has_imm || !in->n_src || (in->n_mem && m->flags & MEM_WRITE))
		return false;
	*x = source(c, i, 0);
	*y = in->n_mem ? NONE : source(c, i, 1);
	return true;
}

/* Where a value was loaded, or the instruction itself where the operand is folded into it. */
static uint32_t loaded_by(const struct code *c, uint32_t insn, uint32_t value)
{
	uint32_t i = value == NONE ? insn : idiom_value_def(c, value);
	return i != NONE && c->insn[i].n_mem == 1 && c->insn[i].mem[0].flags & MEM_READ ? i : NONE;
}

/* Whether operand `x` of instruction i and `y` of k are the same: one value, or loaded from the same place. */
static bool same_operand(const struct idioms *s, uint32_t i, uint32_t x, uint32_t k, uint32_t y)
{
	const struct code *c = s->c;
	if (x != NONE && y != NONE && narrowed(c, x) == narrowed(c, y))
		return true;
	uint32_t a = loaded_by(c, i, x), b = loaded_by(c, k, y);
	return a != NONE && b != NONE && c->block_of[a] == c->block_of[b] &&
	       memory_alias(s->a, c->block[c->block_of[a]].loop, a, 0, b, 0) == ALIAS_SAME;
}

static const char *describe_minimum(struct arena *m, bool greater, bool packed)
{
	return arena_printf(
	    m,
	    "The %s of two %svalues is made of their difference and its sign. Where the difference does "
	    "not overflow that is the %s.",
	    greater ? "greater" : "smaller", packed ? "packed " : "", greater ? "maximum" : "minimum");
}

/* b + (a - b if that is negative): a minimum; a - (a - b if that is negative): a maximum. */
static void try_minimum(struct idioms *s, uint32_t i)
{
	const struct code *c = s->c;
	const struct insn *in = &c->insn[i];
	bool packed = in->flags & INSN_PACKED, greater = in->op == OP_SUB;
	struct match m = {.idiom = IDIOM_MIN_MAX, .insn = i, .confidence = LEVEL_MEDIUM};
	uint32_t other, part, mask = NONE, d = NONE;
	unsigned bits = 0;
	if (!addends(c, i, &other, &part))
		return;
	if (part != NONE)
		d = negative_part(c, part, &mask, &bits);
	if (d == NONE && !greater) {
		uint32_t swap = part;
		part = other;
		other = swap;
		d = negative_part(c, part, &mask, &bits);
	}
	uint32_t sub = d == NONE ? NONE : idiom_value_def(c, d), x, y;
	if (sub == NONE || c->insn[sub].op != OP_SUB ||
	    (c->insn[sub].flags & INSN_PACKED) != (in->flags & INSN_PACKED) || !addends(c, sub, &x, &y) ||
	    (packed && (in->elem_bits != bits || !(c->isa->packed_minimum & bits / 8))) ||
	    !same_operand(s, i, other, sub, greater ? x : y))
		return;
	idiom_add(&m, sub);
	if (mask != NONE)
		idiom_add(&m, mask);
	idiom_add(&m, idiom_value_def(c, part));
	idiom_add(&m, i);
	m.saved = (float)m.n - (packed ? 1 : 2);
	m.what = describe_minimum(c->arena, greater, packed);
	idiom_report(s, &m);
}

/* ---- absolute differences --------------------------------------------------------------------------------------- */

static bool same_pair(const struct code *c, uint32_t i, uint32_t k, bool crossed)
{
	uint32_t a = source(c, i, 0), b = source(c, i, 1);
	return a != NONE && b != NONE && a == source(c, k, crossed) && b == source(c, k, !crossed);
}

static bool is_packed(const struct code *c, uint32_t i, uint8_t op, unsigned elem)
{
	return i != NONE && c->insn[i].op == op && c->insn[i].flags & INSN_PACKED && c->insn[i].elem_bits == elem &&
	       c->insn[i].n_src == 2 && !c->insn[i].n_mem && !(c->insn[i].flags & INSN_FLOAT);
}

static void try_difference(struct idioms *s, uint32_t i)
{
	const struct code *c = s->c;
	const struct insn *in = &c->insn[i];
	struct match m = {.idiom = IDIOM_ABSOLUTE_DIFFERENCE, .insn = i, .confidence = LEVEL_HIGH};
	uint32_t d[3];
	unsigned n = 0;
	if (!(in->flags & INSN_PACKED) || in->n_mem || in->n_src < 2)
		return;
	for (unsigned k = 0; k < 3 && k < in->n_src; k++)
		d[n++] = idiom_def(c, i, k);
	if (in->op == OP_SUB) {
		if (!is_packed(c, d[0], OP_MAX, in->elem_bits) || !is_packed(c, d[1], OP_MIN, in->elem_bits) ||
		    (!same_pair(c, d[0], d[1], false) && !same_pair(c, d[0], d[1], true)) ||
		    (c->insn[d[0]].flags & INSN_SIGNED) != (c->insn[d[1]].flags & INSN_SIGNED))
			return;
		n = 2;
	} else {
		/* Two differences, and a compare of the same values that chooses. */
		uint32_t sub[2], compare = NONE;
		unsigned subs = 0;
		for (unsigned k = 0; k < n; k++) {
			if (d[k] != NONE && c->insn[d[k]].op == OP_SUB && subs < 2)
				sub[subs++] = d[k];
			else if (d[k] != NONE && c->insn[d[k]].op == OP_VCMP)
				compare = d[k];
		}
		if (n != 3 || subs != 2 || compare == NONE)
			return;
		unsigned elem = c->insn[compare].elem_bits;
		if (!is_packed(c, sub[0], OP_SUB, elem) || !is_packed(c, sub[1], OP_SUB, elem) ||
		    !is_packed(c, compare, OP_VCMP, elem) || !same_pair(c, sub[0], sub[1], true) ||
		    (!same_pair(c, compare, sub[0], false) && !same_pair(c, compare, sub[0], true)))
			return;
	}
	for (unsigned k = 0; k < n; k++)
		idiom_add(&m, d[k]);
	idiom_add(&m, i);
	m.saved = (float)m.n - 1;
	m.what = in->op == OP_SUB
	             ? "The smaller of two packed values is subtracted from the greater one."
	             : "Two packed values are subtracted both ways, compared, and one difference is chosen.";
	idiom_report(s, &m);
}

/* ---- products --------------------------------------------------------------------------------------------------- */

static bool makes_flags(const struct code *c, uint32_t i)
{
	for (uint32_t d = c->first_def[i]; d < c->first_def[i + 1]; d++)
		if (reg_is_flag(c->defs[d].reg))
			return true;
	return false;
}

static bool is_plain_product(const struct code *c, uint32_t i, const struct insn *sum)
{
	if (i == NONE)
		return false;
	const struct insn *in = &c->insn[i];
	uint16_t shape = INSN_PACKED | INSN_FLOAT | INSN_SCALABLE | INSN_MASKED;
	return in->op == (sum->flags & INSN_FLOAT ? OP_FMUL : OP_MUL) && in->n_src == 2 && in->n_dst == 1 &&
	       !in->n_mem && !in->how && (in->flags & shape) == (sum->flags & shape) && !(in->flags & INSN_MASKED) &&
	       in->data_bits == sum->data_bits && in->elem_bits == sum->elem_bits;
}

/* A product that is only added to something. Whole loops of them are the case: elsewhere one instruction matters
 * little. */
static void try_multiply_add(struct idioms *s, uint32_t i)
{
	const struct code *c = s->c;
	const struct insn *in = &c->insn[i];
	bool is_float = in->flags & INSN_FLOAT, subtracts = in->op == OP_SUB || in->op == OP_FSUB;
	struct match m = {.idiom = is_float ? IDIOM_FUSED_MULTIPLY_ADD : IDIOM_MULTIPLY_ADD,
	                  .insn = i,
	                  .confidence = is_float ? LEVEL_MEDIUM : LEVEL_HIGH};
	if (c->block[c->block_of[i]].loop == NONE || in->n_src != 2 || in->shift || in->n_dst != 1 ||
	    !idiom_instruction(s, m.idiom) || makes_flags(c, i))
		return;
	/* A packed integer product may be narrower than what it is added to; scalar ones are not. */
	if (!is_float && in->flags & INSN_PACKED)
		return;
	for (unsigned k = 0; k < 2; k++) {
		uint32_t p = idiom_def(c, i, k);
		if ((subtracts && !is_float && k == 0) || !is_plain_product(c, p, in) || s->covered[p] ||
		    c->block_of[p] != c->block_of[i] || !idiom_used_only_by(s, p, &i, 1))
			continue;
		idiom_add(&m, p);
		idiom_add(&m, i);
		m.saved = 1;
		m.what =
		    is_float
		        ? "A product is rounded, then used for nothing but this sum. The language allows to join them "
		          "within one expression."
		        : "A product is used for nothing but this sum.";
		idiom_report(s, &m);
		return;
	}
}

static void try_constant_product(struct idioms *s, uint32_t i)
{
	const struct code *c = s->c;
	const struct insn *in = &c->insn[i];
	struct match m = {.idiom = IDIOM_MULTIPLY_BY_CONSTANT, .insn = i, .confidence = LEVEL_HIGH, .saved = 1};
	uint64_t k = 0;
	if (in->n_dst != 1 || in->n_mem || (in->data_bits != 32 && in->data_bits != 64) ||
	    in->flags & (INSN_PACKED | INSN_MERGES) || in->how || makes_flags(c, i))
		return;
	if (in->n_src == 1 && in->has_imm)
		k = (uint64_t)in->imm;
	else if (in->n_src != 2)
		return;
	else
		for (unsigned o = 0; o < 2 && !k; o++)
			if (in->src[o] == REG_NONE || !value_constant(c, value_used(c, i, in->src[o]), &k))
				k = 0;
			else
				idiom_add(&m, idiom_def(c, i, o));
	if (in->data_bits == 32)
		k = (uint32_t)k;
	if (!c->isa->product_is_simple(k))
		return;
	idiom_add(&m, i);
	m.what = arena_printf(c->arena, "A value is multiplied by the constant %llu.", (unsigned long long)k);
	idiom_report(s, &m);
}

void idioms_of_numbers(struct idioms *s)
{
	const struct code *c = s->c;
	const uint64_t roots = OP_BIT(OP_ADD) | OP_BIT(OP_SUB) | OP_BIT(OP_ADDRESS) | OP_BIT(OP_BITSELECT) |
	                       OP_BIT(OP_FADD) | OP_BIT(OP_FSUB) | OP_BIT(OP_MUL);
	/* Of a difference and its sign; a product. */
	bool minima = (c->all_ops & (OP_BIT(OP_AND) | OP_BIT(OP_MIN))) && c->all_ops & OP_BIT(OP_SUB);
	bool products = c->all_ops & (OP_BIT(OP_MUL) | OP_BIT(OP_FMUL));
	for (uint32_t k = 0; k < c->n_rpo; k++) {
		const struct block *b = &c->block[c->rpo[k]];
		if (!block_has(c, c->rpo[k], roots))
			continue;
		for (uint32_t i = b->first; !b->no_return && i < b->end; i++) {
			uint8_t op = c->insn[i].op;
			if (!(roots >> op & 1) || s->covered[i])
				continue;
			if (minima && (op == OP_ADD || op == OP_SUB || op == OP_ADDRESS))
				try_minimum(s, i);
			if (!s->covered[i] && (op == OP_SUB || op == OP_BITSELECT))
				try_difference(s, i);
			if (products && !s->covered[i] &&
			    (op == OP_ADD || op == OP_SUB || op == OP_FADD || op == OP_FSUB))
				try_multiply_add(s, i);
			if (op == OP_MUL)
				try_constant_product(s, i);
		}
	}
}
