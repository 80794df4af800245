/* idiom_rotate.c: a value shifted both ways by counts in registers that add up to its width. */
#include "idioms.h"

struct shifted {
	uint32_t value, count; /* plain values */
	uint32_t insn, more;   /* more: a shift by one on top, NONE */
	unsigned width;
};

/* Back over copies, extensions and masks that a shift's count makes no difference to. */
static uint32_t plain(const struct code *c, uint32_t value, unsigned width, bool count)
{
	for (;;) {
		uint32_t i = idiom_value_def(c, value);
		value = value_origin(c, value);
		if (i == NONE)
			return value;
		const struct insn *in = &c->insn[i];
		bool move = (in->op == OP_MOVE && in->data_bits == 32) || (in->op == OP_EXTEND && in->elem_bits >= 8);
		bool mask = count && in->op == OP_AND && in->has_imm && (uint64_t)in->imm == width - 1;
		if ((!mask && (!move || (!count && (in->elem_bits < width || width > 32)))) || in->n_mem ||
		    in->n_src != 1 || in->src[0] == REG_NONE || in->flags & INSN_PACKED ||
		    (in->flags & INSN_MERGES && !count) || in->how)
			return value;
		value = value_used(c, i, in->src[0]);
	}
}

static bool is_variable_shift(const struct code *c, uint32_t i, uint8_t op, struct shifted *s)
{
	if (i == NONE)
		return false;
	const struct insn *in = &c->insn[i];
	if (in->op != op || in->n_src != 2 || in->has_imm || in->n_mem || in->data_bits < 32 ||
	    in->flags & (INSN_PACKED | INSN_MERGES) || in->src[0] == REG_NONE || in->src[1] == REG_NONE)
		return false;
	s->insn = i;
	s->width = in->data_bits;
	s->value = plain(c, value_used(c, i, in->src[0]), s->width, false);
	s->count = plain(c, value_used(c, i, in->src[1]), s->width, true);
	return true;
}

/* x >> m, or x >> m >> 1. */
static bool is_right(const struct code *c, uint32_t i, struct shifted *s)
{
	s->more = NONE;
	if (is_variable_shift(c, i, OP_SHR, s))
		return true;
	if (i == NONE || c->insn[i].op != OP_SHR || !c->insn[i].has_imm || c->insn[i].imm != 1 || c->insn[i].n_src != 1)
		return false;
	s->more = i;
	return is_variable_shift(c, idiom_def(c, i, 0), OP_SHR, s);
}

/* Whether the counts, and one more where that is done apart, add up to the width. */
static bool adds_up(const struct code *c, const struct shifted *left, const struct shifted *right, bool more)
{
	uint32_t i = idiom_value_def(c, right->count);
	uint64_t k;
	if (i == NONE)
		return false;
	const struct insn *in = &c->insn[i];
	unsigned width = left->width;
	if (in->n_mem || in->shift || in->flags & INSN_PACKED) /* an operation on the low byte will do */
		return false;
	if ((in->op == OP_NEG || in->op == OP_NOT) && in->n_src == 1 && in->src[0] != REG_NONE)
		return (in->op == OP_NOT) == more && plain(c, value_used(c, i, in->src[0]), width, true) == left->count;
	if (in->op == OP_XOR && in->n_src == 1 && in->has_imm && in->imm == width - 1)
		return more && in->src[0] != REG_NONE &&
		       plain(c, value_used(c, i, in->src[0]), width, true) == left->count;
	if (in->op != OP_SUB || in->n_src != 2 || in->src[0] == REG_NONE || in->src[1] == REG_NONE ||
	    !value_constant(c, plain(c, value_used(c, i, in->src[0]), 32, true), &k))
		return false;
	return k % width == (more ? width - 1 : 0) &&
	       plain(c, value_used(c, i, in->src[1]), width, true) == left->count;
}

static bool is_pair(const struct code *c, uint32_t root, uint32_t a, uint32_t b, struct match *m)
{
	struct shifted left, right;
	if (!is_variable_shift(c, a, OP_SHL, &left) || !is_right(c, b, &right) || left.value != right.value ||
	    left.width != right.width)
		return false;
	bool by_root = c->insn[root].how == HOW_RIGHT && c->insn[root].by == 1;
	bool more = right.more != NONE || by_root;
	if (more ? !adds_up(c, &left, &right, true)
	         : !adds_up(c, &left, &right, false) && !adds_up(c, &right, &left, false))
		return false;
	uint32_t count = idiom_value_def(c, right.count);
	idiom_add(m, a);
	idiom_add(m, right.insn);
	if (right.more != NONE)
		idiom_add(m, right.more);
	if (count != NONE)
		idiom_add(m, count);
	idiom_add(m, root);
	return true;
}

static void judge(struct idioms *s, uint32_t i)
{
	const struct code *c = s->c;
	const struct insn *in = &c->insn[i];
	struct match m = {.idiom = IDIOM_ROTATE, .insn = i, .confidence = LEVEL_HIGH};
	uint32_t a = idiom_def(c, i, 0), b = idiom_def(c, i, 1);
	if (in->shift && (in->how != HOW_RIGHT || in->by != 1))
		return;
	if (!is_pair(c, i, a, b, &m) && (in->shift || !is_pair(c, i, b, a, &m)))
		return;
	m.saved = (float)m.n - 1;
	m.what =
	    "A value is shifted left and right by counts that add up to its width, and the two are put together: a "
	    "rotation.";
	idiom_report(s, &m);
}

void idioms_of_rotates(struct idioms *s)
{
	const struct code *c = s->c;
	const uint64_t shifts = OP_BIT(OP_SHL) | OP_BIT(OP_SHR);
	if ((c->all_ops & shifts) != shifts)
		return;
	for (uint32_t k = 0; k < c->n_rpo; k++) {
		const struct block *b = &c->block[c->rpo[k]];
		if (!block_has(c, c->rpo[k], OP_BIT(OP_OR) | OP_BIT(OP_ADD) | OP_BIT(OP_XOR)))
			continue;
		for (uint32_t i = b->first; i < b->end; i++) {
			const struct insn *in = &c->insn[i];
			if ((in->op == OP_OR || in->op == OP_ADD || in->op == OP_XOR) && in->n_src == 2 && !in->n_mem &&
			    !s->covered[i] && in->n_dst == 1 && reg_is_general(in->dst[0]))
				judge(s, i);
		}
	}
}
