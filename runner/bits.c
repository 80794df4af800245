/* bits.c: where each bit of a value comes from. */
#include "bits.h"

#include <string.h>

enum { MAX_STEPS = 96 };

/* A constant in pieces of 16 bits; which piece an instruction replaces, its own bits tell. */
static bool constant_in_pieces(const struct code *c, uint32_t value, uint64_t *k, unsigned pieces)
{
	value = value_origin(c, value);
	if (value == NONE || c->value[value].kind != VALUE_INSN)
		return false;
	uint32_t i = c->value[value].where;
	const struct insn *in = &c->insn[i];
	if (!in->has_imm || in->data_bits < 32 || !in->n_dst || in->flags & (INSN_PACKED | INSN_RELOC) ||
	    in->dst[0] != c->value[value].reg)
		return false;
	uint64_t imm = in->data_bits == 32 ? (uint32_t)in->imm : (uint64_t)in->imm;
	if (in->op == OP_CONST && !(in->flags & INSN_MERGES)) {
		*k = imm;
		return true;
	}
	if (in->op != OP_INSERT_CONST || !imm || !pieces ||
	    !constant_in_pieces(c, value_used(c, i, in->dst[0]), k, pieces - 1))
		return false;
	unsigned at = (unsigned)__builtin_ctzll(imm) / 16 * 16;
	if (imm >> at > 0xffff)
		return false;
	*k = (*k & ~(0xffffull << at)) | imm;
	return true;
}

bool value_constant(const struct code *c, uint32_t value, uint64_t *k) { return constant_in_pieces(c, value, k, 3); }

/* ---- small parts ---- */

static const struct bit zero = {BIT_ZERO, 0}, one = {BIT_ONE, 0};

static bool same_bit(struct bit a, struct bit b) { return a.atom == b.atom && a.at == b.at; }

static void all_zero(struct bits *out)
{
	for (unsigned i = 0; i < 64; i++)
		out->b[i] = zero;
}

static void constant(struct bits *out, uint64_t k)
{
	for (unsigned i = 0; i < 64; i++)
		out->b[i] = k >> i & 1 ? one : zero;
}

/* Bits [from, from + n) of x moved to bit `to`, the rest zero. */
static void field(struct bits *x, unsigned from, unsigned n, unsigned to)
{
	struct bits r;
	all_zero(&r);
	for (unsigned i = 0; i < n && from + i < 64 && to + i < 64; i++)
		r.b[to + i] = x->b[from + i];
	*x = r;
}

/* Copies of the sign bit from bit n on, up to `end`; zeroes above. */
static void sign_extend(struct bits *x, unsigned n, unsigned end)
{
	for (unsigned i = n; i < 64; i++)
		x->b[i] = i < end ? x->b[n - 1] : zero;
}

static void rotate_right(struct bits *x, unsigned n, unsigned width)
{
	struct bits r = *x;
	for (unsigned i = 0; i < width; i++)
		r.b[i] = x->b[(i + n) % width];
	*x = r;
}

static void swap_bytes(struct bits *x, unsigned width, unsigned unit)
{
	struct bits r = *x;
	for (unsigned i = 0; i < width; i++)
		r.b[i] = x->b[i / unit * unit + (unit / 8 - 1 - i % unit / 8) * 8 + i % 8];
	*x = r;
}

/* Every bit of one side where the other is zero; a sum carries nothing then. */
static bool join(struct bits *a, const struct bits *b, uint8_t op)
{
	for (unsigned i = 0; i < 64; i++) {
		struct bit x = a->b[i], y = b->b[i];
		if (y.atom == BIT_ZERO)
			continue;
		if (x.atom != BIT_ZERO && !(op == OP_OR && same_bit(x, y)))
			return false;
		a->b[i] = y;
	}
	return true;
}

static bool mask(struct bits *a, const struct bits *b)
{
	for (unsigned i = 0; i < 64; i++) {
		struct bit x = a->b[i], y = b->b[i];
		if (x.atom == BIT_ONE || y.atom == BIT_ZERO)
			a->b[i] = y;
		else if (x.atom != BIT_ZERO && y.atom != BIT_ONE && !same_bit(x, y))
			return false;
	}
	return true;
}

/* ---- atoms ---- */

static bool atom_of(struct bit_tree *t, uint32_t value, uint32_t insn, unsigned mem, unsigned bits, struct bits *out)
{
	unsigned n = 0;
	while (n < t->n_atom && (t->atom[n].value != value || t->atom[n].insn != insn))
		n++;
	if (n == t->n_atom) {
		if (n == MAX_ATOMS) {
			t->lost = true;
			return false;
		}
		t->atom[t->n_atom++] =
		    (struct atom){.value = value, .insn = insn, .mem = (uint8_t)mem, .bits = (uint8_t)bits};
	}
	for (unsigned i = 0; i < 64; i++)
		out->b[i] = i < bits ? (struct bit){(uint8_t)n, (uint8_t)i} : zero;
	return true;
}

static bool add_node(struct bit_tree *t, uint32_t insn)
{
	for (unsigned i = 0; i < t->n_node; i++)
		if (t->node[i] == insn)
			return true;
	if (t->n_node == MAX_BIT_NODES)
		return false;
	t->node[t->n_node++] = insn;
	return true;
}

/* ---- operations ---- */

static bool bits_of(struct bit_tree *t, uint32_t value, struct bits *out);

static bool bits_of_register(struct bit_tree *t, uint32_t insn, reg_t reg, struct bits *out)
{
	if (reg == REG_NONE) {
		all_zero(out);
		return true;
	}
	return bits_of(t, value_used(t->c, insn, reg), out);
}

/* The last source, shifted or cut as AArch64-like operands are; or the immediate; or what is loaded. */
static bool last_operand(struct bit_tree *t, uint32_t insn, struct bits *out)
{
	const struct insn *in = &t->c->insn[insn];
	if (in->n_mem && in->mem[0].flags & MEM_READ)
		return atom_of(t, NONE, insn, 0, in->mem[0].width * 8u, out);
	if (in->n_src < 2) {
		constant(out, (uint64_t)in->imm);
		return in->has_imm && in->n_src == 1;
	}
	if (!bits_of_register(t, insn, in->src[1], out))
		return false;
	if (in->shift == SHIFT_OTHER && in->cut_bits) {
		field(out, 0, in->cut_bits, 0);
		if (in->flags & INSN_SIGNED)
			sign_extend(out, in->cut_bits, in->data_bits);
		field(out, 0, 64, in->cut_shift);
		return true;
	}
	if (in->data_bits == 32)
		field(out, 0, 32, 0);
	if (in->how == HOW_RIGHT && in->shift)
		field(out, in->by, in->data_bits, 0);
	else if (in->how == HOW_ROTATED && in->shift)
		rotate_right(out, in->by, in->data_bits);
	else if (in->shift && in->shift != SHIFT_OTHER)
		field(out, 0, 64, in->shift);
	return in->shift != SHIFT_OTHER || in->how == HOW_RIGHT || in->how == HOW_ROTATED;
}

static bool first_operand(struct bit_tree *t, uint32_t insn, struct bits *out)
{
	const struct insn *in = &t->c->insn[insn];
	if (!in->n_src || !bits_of_register(t, insn, in->src[0], out))
		return false;
	if (in->how == HOW_HIGH)
		field(out, 8, 8, 0);
	return true;
}

static bool combine(struct bit_tree *t, uint32_t insn, struct bits *out)
{
	const struct insn *in = &t->c->insn[insn];
	struct bits other;
	if (t->shallow && insn != t->root && in->op != OP_AND)
		return false;
	if (in->n_mem && in->mem[0].flags & MEM_WRITE)
		return false;
	if (!first_operand(t, insn, out) || !last_operand(t, insn, &other))
		return false;
	return in->op == OP_AND ? mask(out, &other) : join(out, &other, in->op);
}

static bool add_address(struct bit_tree *t, uint32_t insn, struct bits *out)
{
	const struct memop *m = &t->c->insn[insn].mem[0];
	struct bits index;
	if (m->disp || m->index == REG_NONE || m->flags & (MEM_PC_RELATIVE | MEM_VECTOR_INDEX) ||
	    (t->shallow && insn != t->root) || !bits_of_register(t, insn, m->index, &index))
		return false;
	field(&index, 0, 64, (unsigned)__builtin_ctz(m->scale));
	all_zero(out);
	return (m->base == REG_NONE || bits_of_register(t, insn, m->base, out)) && join(out, &index, OP_ADD);
}

static bool shift(struct bit_tree *t, uint32_t insn, struct bits *out)
{
	const struct insn *in = &t->c->insn[insn];
	unsigned width = in->data_bits, n = (unsigned)in->imm & (width > 32 ? 63 : 31);
	if (in->n_src != 1 || !in->has_imm || in->n_mem || !first_operand(t, insn, out))
		return false;
	field(out, 0, width, 0);
	switch (in->op) {
	case OP_SHL:
		field(out, 0, 64, n);
		break;
	case OP_SHR:
		field(out, n, 64, 0);
		break;
	case OP_SAR:
		field(out, n, 64, 0);
		if (n < width)
			sign_extend(out, width - n, width);
		break;
	default:
		if (in->how == HOW_OTHER || n >= width)
			return false;
		rotate_right(out, in->how == HOW_LEFT ? width - n : n, width);
	}
	return true;
}

static bool bit_field(struct bit_tree *t, uint32_t insn, struct bits *out)
{
	const struct insn *in = &t->c->insn[insn];
	struct bits old;
	bool extract = in->how == HOW_EXTRACT || in->how == HOW_INSERT_LOW;
	if (in->how < HOW_EXTRACT || in->how > HOW_INSERT_LOW || !first_operand(t, insn, out))
		return false;
	unsigned to = extract ? 0 : in->cut_shift;
	field(out, extract ? in->cut_shift : 0, in->cut_bits, to);
	if (in->flags & INSN_SIGNED)
		sign_extend(out, to + in->cut_bits, in->data_bits);
	if (in->how == HOW_EXTRACT || in->how == HOW_EXTRACT_SHIFTED)
		return true;
	if (!bits_of_register(t, insn, in->dst[0], &old))
		return false;
	for (unsigned i = 0; i < in->cut_bits && to + i < 64; i++)
		old.b[to + i] = out->b[to + i];
	*out = old;
	return true;
}

static bool move(struct bit_tree *t, uint32_t insn, uint32_t value, struct bits *out)
{
	const struct insn *in = &t->c->insn[insn];
	if (!in->n_mem)
		return in->n_src == 1 && reg_is_general(in->src[0]) && first_operand(t, insn, out);
	unsigned bits = in->mem[0].width * 8u;
	if (!(in->mem[0].flags & MEM_READ) || in->n_mem > 1 || bits > 64 || !bits || in->n_dst != 1 ||
	    in->flags & (INSN_ATOMIC | INSN_MASKED) || !atom_of(t, value, insn, 0, bits, out))
		return false;
	if (in->flags & INSN_SIGNED)
		sign_extend(out, bits, in->data_bits);
	return true;
}

static bool operate(struct bit_tree *t, uint32_t insn, uint32_t value, struct bits *out)
{
	const struct insn *in = &t->c->insn[insn];
	switch (in->op) {
	case OP_CONST:
		constant(out, (uint64_t)in->imm);
		return in->has_imm && !(in->flags & INSN_RELOC);
	case OP_MOVE:
		return move(t, insn, value, out);
	case OP_EXTEND:
		if (!first_operand(t, insn, out) || in->n_mem)
			return false;
		field(out, 0, in->elem_bits, 0);
		if (in->flags & INSN_SIGNED)
			sign_extend(out, in->elem_bits, in->data_bits);
		return true;
	case OP_OR:
	case OP_XOR:
	case OP_ADD:
	case OP_AND:
		return combine(t, insn, out);
	case OP_ADDRESS:
		return in->n_mem && add_address(t, insn, out);
	case OP_SHL:
	case OP_SHR:
	case OP_SAR:
	case OP_ROTATE:
		return shift(t, insn, out);
	case OP_BITFIELD:
		return bit_field(t, insn, out);
	case OP_BYTESWAP:
		if (in->n_mem || !first_operand(t, insn, out))
			return false;
		swap_bytes(out, in->data_bits, in->how == HOW_REVERSE ? in->by : in->data_bits);
		return true;
	default:
		return false;
	}
}

/* Writes of 8 and 16 bits keep what stands above; those of 32 clear it. */
static bool finish(struct bit_tree *t, uint32_t insn, reg_t reg, struct bits *out)
{
	const struct insn *in = &t->c->insn[insn];
	unsigned width = in->data_bits;
	if (width >= 32 || in->op == OP_BITFIELD) {
		field(out, 0, width, 0);
		return true;
	}
	struct bits old;
	if (!bits_of_register(t, insn, reg, &old))
		return false;
	for (unsigned i = 0; i < width; i++)
		old.b[i] = out->b[i];
	*out = old;
	return true;
}

static bool is_work(const struct insn *in)
{
	return in->op != OP_MOVE && in->op != OP_CONST && !(in->op == OP_EXTEND && in->elem_bits == 32);
}

static bool bits_of(struct bit_tree *t, uint32_t value, struct bits *out)
{
	const struct code *c = t->c;
	value = value_origin(c, value);
	if (value == NONE || !reg_is_general(c->value[value].reg) || ++t->n_visit > MAX_STEPS) {
		t->lost = true;
		return false;
	}
	if (c->value[value].kind != VALUE_INSN)
		return atom_of(t, value, NONE, 0, 64, out);
	uint32_t i = c->value[value].where;
	const struct insn *in = &c->insn[i];
	unsigned nodes = t->n_node, atoms = t->n_atom;
	if (in->flow == FLOW_NEXT && in->n_dst == 1 && in->dst[0] == c->value[value].reg && in->how != HOW_OTHER &&
	    !(in->flags & (INSN_PACKED | INSN_UNDECODED | INSN_ATOMIC)) &&
	    (in->op == OP_MOVE || !(in->flags & INSN_WRITEBACK))) {
		if (operate(t, i, value, out) && finish(t, i, c->value[value].reg, out))
			return !is_work(in) || add_node(t, i);
		t->n_node = nodes;
		t->n_atom = atoms;
	}
	return !t->lost && atom_of(t, value, NONE, 0, in->data_bits == 32 ? 32 : 64, out);
}

/* A post-indexed load gives its value like any other. */
bool bits_of_insn(struct bit_tree *t, const struct code *c, uint32_t insn, bool shallow, struct bits *out)
{
	t->c = c;
	t->root = insn;
	t->shallow = shallow;
	t->n_atom = t->n_node = t->n_visit = 0;
	t->lost = false;
	const struct insn *in = &c->insn[insn];
	uint32_t value = in->n_dst == 1 ? value_defined(c, insn, in->dst[0]) : NONE;
	return value != NONE && bits_of(t, value, out) && t->n_node && !t->lost;
}

bool bits_of_stored(struct bit_tree *t, const struct code *c, uint32_t insn, struct bits *out)
{
	t->c = c;
	t->root = NONE;
	t->shallow = true;
	t->n_atom = t->n_node = t->n_visit = 0;
	t->lost = false;
	return first_operand(t, insn, out) && !t->lost;
}
