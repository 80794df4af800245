/* idiom_bits.c: bits of one value, or of neighbouring bytes in memory, put together piece by piece. */
#include "idioms.h"
#include "memory.h"

struct found {
	struct idioms *s;
	struct bit_tree t;
	struct bits b;
	uint32_t root;
	bool wraps;     /* its loads are neighbours only if a 32-bit index does not wrap around */
	unsigned width; /* bits of the result: above, all is zero */
};

/* ---- questions about the tree ---- */

static bool has_op(const struct found *f, uint8_t op)
{
	for (unsigned i = 0; i < f->t.n_node; i++)
		if (f->s->c->insn[f->t.node[i]].op == op)
			return true;
	return false;
}

/* Nothing else needs what the tree computes on its way, or the parts that it loads. */
static bool is_sole(const struct found *f)
{
	for (unsigned i = 0; i < f->t.n_node; i++)
		if (f->t.node[i] != f->root && !idiom_used_only_by(f->s, f->t.node[i], f->t.node, f->t.n_node))
			return false;
	return true;
}

static void take_width(struct found *f)
{
	unsigned n = 64;
	while (n && f->b.b[n - 1].atom == BIT_ZERO)
		n--;
	f->width = n <= 16 ? 16 : n <= 32 ? 32 : 64;
}

static void add_evidence(const struct found *f, struct match *m)
{
	for (unsigned i = 0; i < f->t.n_node; i++)
		idiom_add(m, f->t.node[i]);
}

/* ---- one value ---- */

static bool is_rotate(const struct found *f)
{
	const struct bit *b = f->b.b;
	unsigned by = b[0].at;
	if (b[0].atom >= MAX_ATOMS || !by)
		return false;
	for (unsigned i = 0; i < f->width; i++)
		if (b[i].atom != b[0].atom || b[i].at != (i + by) % f->width)
			return false;
	return f->t.n_node >= 2 && !has_op(f, OP_ROTATE) && !has_op(f, OP_BYTESWAP);
}

/* The bytes of `unit` bits from bit `first` on, in reversed order, of one value. */
static bool is_reversed(const struct bit *b, unsigned first, unsigned unit)
{
	if (b[first].atom >= MAX_ATOMS)
		return false;
	for (unsigned i = 0; i < unit; i++)
		if (b[first + i].atom != b[first].atom || b[first + i].at != unit - 8 - i / 8 * 8 + i % 8)
			return false;
	return true;
}

/* A whole value; or two of 32 bits that make one of 64. */
static bool is_byte_swap(const struct found *f)
{
	const struct bit *b = f->b.b;
	if (f->width == 64 && is_reversed(b, 0, 32) && is_reversed(b, 32, 32))
		return f->t.n_node >= 8 && !has_op(f, OP_BYTESWAP);
	if (!is_reversed(b, 0, f->width))
		return false;
	return f->t.n_node >= (f->width == 16 ? 2 : 4) && !(f->width == 16 && has_op(f, OP_ROTATE));
}

static bool report_one_value(struct found *f, enum idiom idiom)
{
	struct match m = {.idiom = idiom, .insn = f->root, .confidence = LEVEL_HIGH};
	if (!is_sole(f))
		return false;
	add_evidence(f, &m);
	m.saved = (float)f->t.n_node - 1;
	m.what =
	    idiom == IDIOM_ROTATE
	        ? arena_printf(f->s->c->arena,
	                       "A %u-bit value is shifted both ways, and the two are put together: a rotation by %u to "
	                       "the right.",
	                       f->width, f->b.b[0].at)
	        : arena_printf(f->s->c->arena,
	                       "%u bytes are put together again in reversed order by "
	                       "%u instructions.",
	                       f->width / 8, f->t.n_node);
	if (idiom == IDIOM_BYTE_SWAP && f->width == 16)
		m.instruction = idiom_swap(f->s, 2);
	idiom_report(f->s, &m);
	return true;
}

/* ---- neighbouring bytes ---- */

static uint32_t first_load(const struct found *f)
{
	uint32_t first = NONE;
	for (unsigned i = 0; i < f->t.n_atom; i++)
		first = f->t.atom[i].insn < first ? f->t.atom[i].insn : first;
	return first;
}

/* Where byte j of the result lies in memory, from where the first load reads. */
static bool byte_offset(struct found *f, unsigned j, uint32_t first, int64_t *offset)
{
	const struct bit *b = &f->b.b[8 * j];
	if (b->atom >= f->t.n_atom || b->at % 8)
		return false;
	for (unsigned i = 1; i < 8; i++)
		if (b[i].atom != b->atom || b[i].at != b->at + i)
			return false;
	const struct atom *a = &f->t.atom[b->atom];
	if (b->at >= a->bits || !idiom_distance(f->s, a->insn, a->mem, first, 0, offset, &f->wraps))
		return false;
	*offset += b->at / 8;
	return true;
}

/* All loads in one block, none of them used otherwise, and nothing stored between them that may be what they read. */
static bool loads_can_move(const struct found *f, uint32_t first)
{
	const struct code *c = f->s->c;
	for (unsigned i = 0; i < f->t.n_atom; i++) {
		const struct atom *a = &f->t.atom[i];
		uint32_t loop = c->block[c->block_of[first]].loop;
		if (c->block_of[a->insn] != c->block_of[first] ||
		    (a->value != NONE && !idiom_used_only_by(f->s, a->insn, f->t.node, f->t.n_node)))
			return false;
		if (a->insn != first && memory_clobber_between(f->s->a, loop, first, a->insn, a->mem).insn != NONE)
			return false;
	}
	return true;
}

static bool is_load_combine(struct found *f, bool *reversed)
{
	const struct code *c = f->s->c;
	int64_t at[8];
	unsigned n = f->width / 8;
	if (f->t.n_atom < 2)
		return false;
	for (unsigned i = 0; i < f->t.n_atom; i++) {
		const struct atom *a = &f->t.atom[i];
		if (a->insn == NONE || c->insn[a->insn].n_mem != 1 || a->bits >= f->width)
			return false;
	}
	uint32_t first = first_load(f);
	for (unsigned j = 0; j < n; j++)
		if (!byte_offset(f, j, first, &at[j]))
			return false;
	*reversed = at[1] < at[0];
	for (unsigned j = 1; j < n; j++)
		if (at[j] - at[j - 1] != (*reversed ? -1 : 1))
			return false;
	return loads_can_move(f, first);
}

static bool report_load_combine(struct found *f, bool reversed)
{
	struct match m = {.idiom = IDIOM_LOAD_COMBINE, .insn = f->root, .confidence = LEVEL_HIGH};
	if (!is_sole(f))
		return false;
	for (unsigned i = 0; i < f->t.n_atom; i++)
		idiom_add(&m, f->t.atom[i].insn);
	add_evidence(f, &m);
	m.saved = (float)(f->t.n_node + f->t.n_atom - 1 - reversed);
	if (f->wraps) {
		m.confidence = LEVEL_MEDIUM;
		m.note = IDIOM_WRAP_NOTE;
	}
	m.what = arena_printf(f->s->c->arena,
	                      "%u neighbouring bytes are read by %u loads and put together to a %u-bit value%s.",
	                      f->width / 8, f->t.n_atom, f->width, reversed ? ", the first one on top" : "");
	if (reversed)
		m.instruction =
		    arena_printf(f->s->c->arena, "one load (%s) and %s", idiom_instruction(f->s, IDIOM_LOAD_COMBINE),
		                 idiom_swap(f->s, f->width / 8));
	else
		m.instruction =
		    arena_printf(f->s->c->arena, "one load (%s)", idiom_instruction(f->s, IDIOM_LOAD_COMBINE));
	idiom_report(f->s, &m);
	return true;
}

/* ---- fields of several values ---- */

struct run {
	uint8_t atom, from, to, n;
};

static unsigned take_runs(const struct found *f, struct run *run, unsigned room)
{
	const struct bit *b = f->b.b;
	unsigned n = 0;
	for (unsigned i = 0; i < 64; i++) {
		if (b[i].atom == BIT_ZERO)
			continue;
		if (b[i].atom == BIT_ONE)
			return 0;
		struct run *r = n ? &run[n - 1] : NULL;
		if (r && r->atom == b[i].atom && r->to + r->n == (int)i && r->from + r->n == b[i].at) {
			r->n++;
			continue;
		}
		if (n == room)
			return 0;
		run[n++] = (struct run){b[i].atom, b[i].at, (uint8_t)i, 1};
	}
	return n;
}

/* One value with a hole that the low bits of another one fill. */
static bool is_insert(const struct run *r)
{
	return r[0].atom == r[2].atom && r[1].atom != r[0].atom && r[0].from == r[0].to && r[2].from == r[2].to &&
	       r[1].from == 0;
}

static bool report_fields(struct found *f)
{
	struct match m = {.idiom = IDIOM_BIT_FIELD, .insn = f->root, .confidence = LEVEL_MEDIUM};
	struct run run[MAX_ATOMS];
	unsigned n = take_runs(f, run, MAX_ATOMS), dense = 0;
	if (!n || f->t.n_atom < 2 || !idiom_instruction(f->s, IDIOM_BIT_FIELD) || has_op(f, OP_BYTESWAP))
		return false;
	for (unsigned i = 0; i < n; i++) {
		dense += run[i].n;
		for (unsigned j = 0; j < i; j++)
			if (run[j].atom == run[i].atom && !(n == 3 && is_insert(run)))
				return false;
	}
	bool insert = n == 3 && is_insert(run);
	unsigned need = insert;
	for (unsigned i = 0; i < n && !insert; i++) /* to bit 0, or from it: one instruction; else a shift before it */
		need += run[i].from && run[i].to ? 2 : 1;
	if (f->t.n_node < need + (insert ? 1 : 2) || !is_sole(f) || dense < 3)
		return false;
	add_evidence(f, &m);
	m.saved = (float)(f->t.n_node - need);
	m.what = insert
	             ? arena_printf(f->s->c->arena,
	                            "%u bits of one value are put to bit %u of another one by masks, shifts and an or: "
	                            "%u instructions, where one will do.",
	                            run[1].n, run[1].to, f->t.n_node)
	             : arena_printf(f->s->c->arena,
	                            "%u field%s put together by %u instructions, masks and shifts apart from each "
	                            "other, where %u will do.",
	                            n, n == 1 ? " is" : "s are", f->t.n_node, need);
	idiom_report(f->s, &m);
	return true;
}

/* ---- the search ---- */

static bool is_shift(const struct code *c, uint32_t i)
{
	if (i == NONE)
		return false;
	uint8_t op = c->insn[i].op;
	return op == OP_SHL || op == OP_SHR || op == OP_BITFIELD || op == OP_AND || op == OP_OR || op == OP_ROTATE ||
	       op == OP_BYTESWAP;
}

/* Something that may put parts together. */
static bool may_be_root(const struct idioms *s, uint32_t i)
{
	const struct code *c = s->c;
	const struct insn *in = &c->insn[i];
	if (s->covered[i] || in->n_dst != 1 || !reg_is_general(in->dst[0]) || in->flow != FLOW_NEXT)
		return false;
	switch (in->op) {
	case OP_BITFIELD:
		return in->how == HOW_INSERT || in->how == HOW_INSERT_LOW;
	case OP_OR:
		return !in->has_imm;
	case OP_ADD:
	case OP_XOR:
		return !in->has_imm && (in->shift || is_shift(c, idiom_def(c, i, 0))) &&
		       (in->n_mem || is_shift(c, idiom_def(c, i, 0)) || is_shift(c, idiom_def(c, i, 1)));
	default:
		return false;
	}
}

static bool try_root(struct idioms *s, uint32_t i, bool shallow)
{
	struct found f = {.s = s, .root = i};
	bool reversed;
	if (!bits_of_insn(&f.t, s->c, i, shallow, &f.b))
		return false;
	take_width(&f);
	if (is_byte_swap(&f))
		return report_one_value(&f, IDIOM_BYTE_SWAP);
	if (is_rotate(&f))
		return report_one_value(&f, IDIOM_ROTATE);
	if (is_load_combine(&f, &reversed))
		return report_load_combine(&f, reversed);
	return report_fields(&f);
}

void idioms_of_bits(struct idioms *s)
{
	const struct code *c = s->c;
	const uint64_t roots = OP_BIT(OP_BITFIELD) | OP_BIT(OP_OR) | OP_BIT(OP_ADD) | OP_BIT(OP_XOR);
	for (uint32_t k = c->n_rpo; k-- > 0;) {
		const struct block *b = &c->block[c->rpo[k]];
		if (!block_has(c, c->rpo[k], roots))
			continue;
		for (uint32_t i = b->end; !b->no_return && i-- > b->first;)
			if (may_be_root(s, i) && !try_root(s, i, false))
				try_root(s, i, true);
	}
}
