/* lift_vector.c: Advanced SIMD, vector and scalar forms, and cryptography (Arm ARM C4.1.96). */
#include "lift.h"

static const struct vector_op vector_ops[] = {
#define V(id, op, flags, cost) [ARM64_INS_##id] = {OP_##op, VEC_KNOWN | (flags), COST_##cost},
#include "operations.def"
#undef V
};

const struct vector_op *a64_vector_op(unsigned id)
{
	static const struct vector_op unknown = {OP_OTHER, 0, COST_UNKNOWN};
	return id < sizeof vector_ops / sizeof *vector_ops && vector_ops[id].flags ? &vector_ops[id] : &unknown;
}

/* One instruction on its way: the word, what it computes, and whether it is a scalar form. */
struct vector {
	uint32_t w;
	unsigned id;
	const struct vector_op *row;
	bool scalar;
	struct insn *o;
};

/* ---- parts of every form
 * --------------------------------------------------------------------------------------------- */

static void begin(const struct vector *v)
{
	struct insn *o = v->o;
	o->op = v->row->op;
	o->cost = v->row->cost;
	o->flags |= v->row->flags & VEC_FLOAT ? INSN_FLOAT : 0;
	o->flags |= v->row->flags & VEC_SIGNED ? INSN_SIGNED : 0;
	add_dst(o, reg_v(v->w));
}

/* After the other sources. */
static bool finish(const struct vector *v)
{
	struct insn *o = v->o;
	if (v->row->flags & VEC_ACC) {
		if (o->op == OP_MADD || o->op == OP_FMA)
			o->acc = o->n_src;
		add_src(o, o->dst[0]);
		o->flags |= INSN_MERGES;
	}
	if (v->row->flags & VEC_MERGE)
		add_merge(o);
	return true;
}

static void set_element(const struct vector *v, unsigned bits)
{
	if (v->scalar)
		set_width(v->o, bits);
	else
		set_packed(v->o, bit(v->w, 30) ? 128 : 64, bits);
}

static unsigned size_bits(uint32_t w) { return 8u << field(w, 23, 22); }
static unsigned float_bits(uint32_t w) { return bit(w, 22) ? 64 : 32; }

/* Classes that a core's guide splits by width, element or number of elements. */
static void refine_cost(struct insn *o)
{
	bool q = o->vec_bits == 128, half = o->elem_bits == 16, wide = o->elem_bits == 64;
	switch (o->cost) {
	case COST_V_MUL:
		o->cost = q ? COST_V_MUL_Q : COST_V_MUL;
		break;
	case COST_V_MLA:
		o->cost = q ? COST_V_MLA_Q : COST_V_MLA;
		break;
	case COST_V_SHIFT_REG:
		o->cost = q ? COST_V_SHIFT_REG_Q : COST_V_SHIFT_REG;
		break;
	case COST_VF_DIV32:
		o->cost = (uint16_t)(wide ? COST_VF_DIV64 : (half ? COST_VF_DIV16 : COST_VF_DIV32) + q);
		break;
	case COST_VF_SQRT32:
		o->cost = (uint16_t)(wide ? COST_VF_SQRT64 : (half ? COST_VF_SQRT16 : COST_VF_SQRT32) + q);
		break;
	case COST_VF_ROUND:
	case COST_VF_CONVERT:
		o->cost = q && !wide ? o->cost : COST_VF_CONVERT_HALF;
		break;
	case COST_V_REDUCE4: {
		unsigned n = o->vec_bits / (o->elem_bits ? o->elem_bits : 8u);
		o->cost = n >= 16 ? COST_V_REDUCE16 : n == 8 ? COST_V_REDUCE8 : COST_V_REDUCE4;
		break;
	}
	default:
		break;
	}
}

/* ---- forms
 * ----------------------------------------------------------------------------------------------------------- */

static bool lift_three_same(const struct vector *v)
{
	struct insn *o = v->o;
	uint32_t w = v->w;
	reg_t rn = reg_v(w >> 5), rm = reg_v(w >> 16);
	begin(v);
	set_element(v, field(w, 15, 11) == 3 ? 8 : v->row->flags & VEC_FLOAT ? float_bits(w) : size_bits(w));
	if (v->id == ARM64_INS_MOV || (field(w, 15, 11) == 3 && field(w, 23, 22) == 2 && !bit(w, 29) && rn == rm)) {
		o->op = OP_MOVE;
		o->cost = COST_V_MOVE;
		o->flags |= INSN_COPY;
		add_src(o, rn);
		return true;
	}
	add_src(o, rn);
	add_src(o, rm);
	return finish(v);
}

static bool lift_three_half(const struct vector *v)
{
	begin(v);
	set_element(v, 16);
	add_src(v->o, reg_v(v->w >> 5));
	add_src(v->o, reg_v(v->w >> 16));
	return finish(v);
}

static bool is_dot(uint8_t cost)
{
	return cost == COST_V_DOT || cost == COST_V_MMLA || cost == COST_BF_DOT || cost == COST_BF_MMLA ||
	       cost == COST_BF_MLAL || cost == COST_VF_MLAL;
}

static bool lift_three_extra(const struct vector *v)
{
	begin(v);
	set_element(v, is_dot(v->row->cost) ? 32 : size_bits(v->w));
	add_src(v->o, reg_v(v->w >> 5));
	add_src(v->o, reg_v(v->w >> 16));
	return finish(v);
}

/* Long and wide forms write elements of twice the size, narrowing ones (addhn, subhn) of the size itself. */
static bool lift_three_different(const struct vector *v)
{
	unsigned opcode = field(v->w, 15, 12);
	begin(v);
	bool narrow = opcode == 4 || opcode == 6;
	unsigned bits = narrow ? size_bits(v->w) : 2 * size_bits(v->w);
	if (v->scalar)
		set_width(v->o, bits);
	else
		set_packed(v->o, narrow && !bit(v->w, 30) ? 64 : 128, bits);
	add_src(v->o, reg_v(v->w >> 5));
	add_src(v->o, reg_v(v->w >> 16));
	return finish(v);
}

static bool lift_two_misc(const struct vector *v)
{
	uint32_t w = v->w;
	unsigned opcode = field(w, 16, 12), bits = v->row->flags & VEC_FLOAT ? float_bits(w) : size_bits(w);
	bool widens = opcode == 2 || opcode == 6 || opcode == 0x13 || opcode == 0x17;
	begin(v);
	if (opcode == 0x16) /* fcvtn, fcvtxn, bfcvtn */
		bits = bit(w, 22) ? 32 : 16;
	else if (opcode == 2 || opcode == 6 || opcode == 0x13)
		bits *= 2;
	set_element(v, bits);
	if (widens && opcode >= 0x13)
		v->o->vec_bits = v->o->data_bits = 128;
	add_src(v->o, reg_v(w >> 5));
	if ((v->row->op == OP_VCMP && field(w, 16, 14) != 7) || opcode == 0x13)
		set_imm(v->o, opcode == 0x13 ? bits / 2 : 0);
	if (v->row->op == OP_VCMP && opcode == 0xa) /* cmlt, against zero */
		v->o->cond = COND_SLT;
	return finish(v);
}

static bool lift_two_half(const struct vector *v)
{
	begin(v);
	set_element(v, 16);
	add_src(v->o, reg_v(v->w >> 5));
	if (v->row->op == OP_VCMP)
		set_imm(v->o, 0);
	return finish(v);
}

/* Across all lanes, or the scalar form's two lanes. */
static bool lift_across(const struct vector *v)
{
	uint32_t w = v->w;
	unsigned bits = size_bits(w);
	if (v->row->flags & VEC_FLOAT)
		bits = bit(w, 29) ? float_bits(w) : 16;
	begin(v);
	v->o->op = OP_REDUCE;
	set_packed(v->o, v->scalar ? 2 * bits : bit(w, 30) ? 128 : 64, bits);
	add_src(v->o, reg_v(w >> 5));
	return finish(v);
}

static bool lift_permute(const struct vector *v)
{
	begin(v);
	set_element(v, size_bits(v->w));
	add_src(v->o, reg_v(v->w >> 5));
	add_src(v->o, reg_v(v->w >> 16));
	return finish(v);
}

static bool lift_extract(const struct vector *v)
{
	begin(v);
	set_element(v, 8);
	add_src(v->o, reg_v(v->w >> 5));
	add_src(v->o, reg_v(v->w >> 16));
	set_imm(v->o, field(v->w, 14, 11));
	return finish(v);
}

static bool lift_table(const struct vector *v)
{
	unsigned n = field(v->w, 14, 13);
	begin(v);
	set_element(v, 8);
	for (unsigned i = 0; i <= n; i++)
		add_src(v->o, reg_v((v->w >> 5) + i));
	add_src(v->o, reg_v(v->w >> 16));
	v->o->cost = (uint16_t)(v->row->cost + n);
	return finish(v);
}

/* dup, ins, umov, smov and their alias mov: bits 29 and 14..11 say which. */
static bool lift_copy(const struct vector *v)
{
	uint32_t w = v->w;
	struct insn *o = v->o;
	unsigned imm5 = field(w, 20, 16), kind = field(w, 14, 11);
	if (!(imm5 & 15))
		return false;
	unsigned bits = 8u << __builtin_ctz(imm5);
	o->op = OP_SHUFFLE;
	if (bit(w, 29) || kind == 3) { /* ins */
		o->cost = bit(w, 29) ? COST_V_INSERT : COST_VEC_INS_GENERAL;
		o->op = bit(w, 29) ? OP_SHUFFLE : OP_TRANSFER;
		set_width(o, bits);
		add_dst(o, reg_v(w));
		add_src(o, bit(w, 29) ? reg_v(w >> 5) : reg_x(w >> 5));
		add_merge(o);
		return true;
	}
	switch (kind) {
	case 0:
		o->cost = COST_V_DUP;
		set_element(v, bits);
		add_dst(o, reg_v(w));
		add_src(o, reg_v(w >> 5));
		return true;
	case 1:
		o->cost = COST_VEC_DUP_GENERAL;
		set_element(v, bits);
		add_dst(o, reg_v(w));
		add_src(o, reg_x(w >> 5));
		return true;
	case 5:
	case 7:
		o->op = OP_TRANSFER;
		o->cost = COST_VEC_EXTRACT;
		o->flags |= kind == 5 ? INSN_SIGNED : 0;
		set_width(o, bit(w, 30) ? 64 : 32);
		add_result(o, reg_x(w));
		add_src(o, reg_v(w >> 5));
		return true;
	default:
		return false;
	}
}

static bool lift_modified_immediate(const struct vector *v)
{
	uint32_t w = v->w;
	struct insn *o = v->o;
	unsigned cmode = field(w, 15, 12), value = field(w, 18, 16) << 5 | field(w, 9, 5);
	bool invert = bit(w, 29), logic = cmode < 12 && (cmode & 1);
	static const uint8_t element[16] = {32, 32, 32, 32, 32, 32, 32, 32, 16, 16, 16, 16, 32, 32, 8, 32};
	begin(v);
	o->op = logic ? v->row->op : OP_CONST;
	o->cost = logic ? v->row->cost : COST_V_CONST;
	set_element(v, cmode >= 14 && invert ? 64 : element[cmode]);
	if (cmode == 15)
		return true; /* fmov */
	if (cmode == 14 && invert && !bit(w, 30))
		set_scalar(o, 64); /* movi d0, #imm */
	if (cmode < 8)
		set_imm(o, (int64_t)value << 8 * (cmode >> 1));
	else if (cmode < 12)
		set_imm(o, (int64_t)value << 8 * (cmode >> 1 & 1));
	else if (cmode < 14)
		set_imm(o, (int64_t)value << (cmode & 1 ? 16 : 8) | (cmode & 1 ? 0xffff : 0xff));
	else
		set_imm(o, value);
	if (logic)
		add_src(o, o->dst[0]); /* orr and bic of a constant: the destination is the first source */
	else if (invert && cmode < 14)
		o->imm = ~o->imm;
	if (logic)
		o->flags |= INSN_MERGES;
	return true;
}

static bool lift_shift_immediate(const struct vector *v)
{
	uint32_t w = v->w;
	unsigned immh = field(w, 22, 19), opcode = field(w, 15, 11), both = field(w, 22, 16);
	if (!immh)
		return !v->scalar && lift_modified_immediate(v);
	unsigned bits = 8u << (31 - __builtin_clz(immh));
	bool left = opcode == 10 || opcode == 12 || opcode == 14 || opcode == 20;
	begin(v);
	set_imm(v->o, left ? both - bits : 2 * bits - both);
	set_element(v, opcode == 20 ? 2 * bits : bits);
	if (opcode == 20) {
		v->o->vec_bits = v->o->data_bits = 128;
		if (!v->o->imm) { /* sxtl, uxtl */
			v->o->op = OP_EXTEND;
			v->o->has_imm = false;
			v->o->flags |= bit(w, 29) ? 0 : INSN_SIGNED;
		}
	}
	add_src(v->o, reg_v(w >> 5));
	return finish(v);
}

static bool lift_by_element(const struct vector *v)
{
	uint32_t w = v->w;
	unsigned size = field(w, 23, 22), opcode = field(w, 15, 12), key = opcode | bit(w, 29) << 4;
	bool fmlal = size == 2 && (key == 0x00 || key == 0x04 || key == 0x18 || key == 0x1c);
	bool complex = bit(w, 29) && (opcode & 9) == 1, mixed = opcode == 15;
	/* 16-bit elements need three bits for the lane, which leaves four for the register */
	bool low_half = fmlal || (size == 1 && !mixed && !complex) || (size == 0 && !mixed) || (size == 3 && mixed);
	bool is_long = opcode == 2 || opcode == 3 || opcode == 6 || opcode == 7 || opcode == 10 || opcode == 11;
	begin(v);
	unsigned bits = size_bits(w);
	if (is_dot(v->row->cost))
		bits = 32;
	else if (v->row->flags & VEC_FLOAT)
		bits = size == 0 || (complex && size == 1) ? 16 : float_bits(w);
	else if (is_long)
		bits *= 2;
	set_element(v, bits);
	if (is_long && !v->scalar)
		v->o->vec_bits = v->o->data_bits = 128;
	add_src(v->o, reg_v(w >> 5));
	add_src(v->o, reg_v(low_half ? field(w, 19, 16) : field(w, 20, 16)));
	return finish(v);
}

/* aes, sha1, sha256: two or three registers, all of them whole. */
static bool lift_crypto(const struct vector *v, bool three)
{
	begin(v);
	set_packed(v->o, 128, v->row->cost == COST_AES ? 8 : 32);
	if (v->id == ARM64_INS_SHA1H)
		set_scalar(v->o, 32);
	add_src(v->o, reg_v(v->w >> 5));
	if (three)
		add_src(v->o, reg_v(v->w >> 16));
	return finish(v);
}

/* sha512, sha3, sm3, sm4. */
static bool lift_crypto_wide(const struct vector *v)
{
	uint32_t w = v->w;
	unsigned kind = field(w, 23, 21);
	begin(v);
	set_packed(v->o, 128, v->row->cost == COST_SHA3 ? 64 : 32);
	add_src(v->o, reg_v(w >> 5));
	if (kind != 6)
		add_src(v->o, reg_v(w >> 16));
	if (!bit(w, 23) && !bit(w, 15))
		add_src(v->o, reg_v(w >> 10));
	if (kind == 4)
		set_imm(v->o, field(w, 15, 10));
	return finish(v);
}

/* Bit 24 clear. */
static bool lift_data(const struct vector *v)
{
	uint32_t w = v->w;
	bool odd = bit(w, 10);
	if (bit(w, 21)) {
		if (odd)
			return lift_three_same(v);
		if (!bit(w, 11))
			return lift_three_different(v);
		switch (field(w, 20, 17)) {
		case 0:
			return lift_two_misc(v);
		case 4:
			return lift_crypto(v, false);
		case 8:
			return lift_across(v);
		case 12:
			return v->scalar && bit(w, 29) == 0 && field(w, 16, 15) == 1 ? lift_across(v)
			                                                             : lift_two_half(v);
		default:
			return false;
		}
	}
	if (odd)
		return bit(w, 15) ? lift_three_extra(v) : field(w, 23, 22) ? lift_three_half(v) : lift_copy(v);
	if (v->scalar)
		return !bit(w, 29) && lift_crypto(v, true);
	if (bit(w, 15))
		return false;
	if (bit(w, 29))
		return lift_extract(v);
	return bit(w, 11) ? lift_permute(v) : lift_table(v);
}

bool a64_lift_vector(uint32_t w, unsigned id, struct insn *o)
{
	struct vector v = {w, id, a64_vector_op(id), bit(w, 28), o};
	bool done;
	if (field(w, 31, 24) == 0xce)
		done = lift_crypto_wide(&v);
	else if (bit(w, 31))
		return false;
	else if (!bit(w, 24))
		done = lift_data(&v);
	else
		done = bit(w, 10) ? !bit(w, 23) && lift_shift_immediate(&v) : lift_by_element(&v);
	if (done)
		refine_cost(o);
	return done;
}
