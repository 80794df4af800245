/* lift_float.c: scalar floating point, and what moves between the register files (Arm ARM C4.1.96). */
#include "lift.h"

/* The type field: single, double, the upper half of a vector (fmov only), half. */
static const uint8_t type_bits[4] = {32, 64, 0, 16};

static bool lift_three_source(uint32_t w, struct insn *o)
{
	o->op = OP_FMA;
	o->cost = COST_F_MADD;
	o->flags |= INSN_FLOAT;
	o->acc = 2;
	set_width(o, type_bits[field(w, 23, 22)]);
	add_dst(o, reg_v(w));
	add_src(o, reg_v(w >> 5));
	add_src(o, reg_v(w >> 16));
	add_src(o, reg_v(w >> 10));
	return true;
}

static uint8_t sized(unsigned bits, uint8_t half, uint8_t single, uint8_t wide)
{
	return bits == 16 ? half : bits == 32 ? single : wide;
}

static bool lift_one_source(uint32_t w, struct insn *o)
{
	unsigned opcode = field(w, 20, 15), bits = type_bits[field(w, 23, 22)];
	set_width(o, bits);
	add_dst(o, reg_v(w));
	add_src(o, reg_v(w >> 5));
	o->flags |= INSN_FLOAT;
	switch (opcode) {
	case 0:
		o->op = OP_MOVE;
		o->cost = COST_F_MOVE;
		o->flags = INSN_COPY;
		return true;
	case 1:
	case 2:
		o->op = opcode == 1 ? OP_FABS : OP_FNEG;
		o->cost = COST_F_ABS;
		return true;
	case 3:
		o->op = OP_FSQRT;
		o->cost = sized(bits, COST_F_SQRT16, COST_F_SQRT32, COST_F_SQRT64);
		return true;
	case 4:
	case 5:
	case 6:
	case 7:
		o->op = OP_FCONVERT;
		o->cost = opcode == 6 ? COST_BF_CONVERT : COST_F_CONVERT;
		set_width(o, opcode == 6 ? 16 : type_bits[opcode & 3]);
		return true;
	default:
		o->op = OP_FROUND;
		o->cost = COST_F_ROUND;
		return opcode < 20;
	}
}

static bool lift_two_source(uint32_t w, struct insn *o)
{
	static const struct {
		uint8_t op, cost;
	} rows[9] = {{OP_FMUL, COST_F_MUL},    {OP_FDIV, COST_F_DIV32},  {OP_FADD, COST_F_ADD},
	             {OP_FSUB, COST_F_ADD},    {OP_FMAX, COST_F_MINMAX}, {OP_FMIN, COST_F_MINMAX},
	             {OP_FMAX, COST_F_MINMAX}, {OP_FMIN, COST_F_MINMAX}, {OP_FMUL, COST_F_MUL}};
	unsigned opcode = field(w, 15, 12), bits = type_bits[field(w, 23, 22)];
	if (opcode > 8)
		return false;
	o->op = rows[opcode].op;
	o->cost = opcode == 1 ? sized(bits, COST_F_DIV16, COST_F_DIV32, COST_F_DIV64) : rows[opcode].cost;
	o->flags |= INSN_FLOAT;
	set_width(o, bits);
	add_dst(o, reg_v(w));
	add_src(o, reg_v(w >> 5));
	add_src(o, reg_v(w >> 16));
	return true;
}

static bool lift_compare(uint32_t w, struct insn *o, bool conditional)
{
	o->op = conditional ? OP_CCMP : OP_FCMP;
	o->cost = conditional ? COST_F_CCMP : COST_F_CMP;
	o->flags |= INSN_FLOAT;
	set_width(o, type_bits[field(w, 23, 22)]);
	add_src(o, reg_v(w >> 5));
	if (!conditional && bit(w, 3))
		set_imm(o, 0);
	else
		add_src(o, reg_v(w >> 16));
	if (conditional) {
		o->cond = a64_cond[field(w, 15, 12)];
		regset_add(&o->read, A64_NZCV);
	}
	regset_add(&o->write, A64_NZCV);
	return true;
}

static bool lift_select(uint32_t w, struct insn *o)
{
	o->op = OP_SELECT;
	o->cost = COST_F_CSEL;
	o->cond = a64_cond[field(w, 15, 12)];
	set_width(o, type_bits[field(w, 23, 22)]);
	add_dst(o, reg_v(w));
	add_src(o, reg_v(w >> 5));
	add_src(o, reg_v(w >> 16));
	regset_add(&o->read, A64_NZCV);
	return true;
}

/* fmov between the register files. */
static bool lift_transfer(uint32_t w, struct insn *o, bool to_general)
{
	unsigned bits = bit(w, 31) ? 64 : 32;
	bool upper = field(w, 20, 19) == 1; /* v.d[1] */
	if (field(w, 23, 22) == 3)
		bits = 16;
	set_width(o, bits);
	o->op = OP_TRANSFER;
	if (to_general) {
		o->cost = upper ? COST_VEC_EXTRACT : COST_VEC_TO_GENERAL;
		add_result(o, reg_x(w));
		add_src(o, reg_v(w >> 5));
		return true;
	}
	o->cost = upper ? COST_VEC_INS_GENERAL : COST_VEC_FROM_GENERAL;
	add_dst(o, reg_v(w));
	if (reg_x(w >> 5) == REG_NONE && !upper) {
		o->op = OP_CONST;
		set_imm(o, 0);
		return true;
	}
	add_src(o, reg_x(w >> 5));
	if (upper)
		add_merge(o);
	return true;
}

static bool lift_convert_general(uint32_t w, struct insn *o)
{
	unsigned opcode = field(w, 18, 16), rmode = field(w, 20, 19);
	bool to_general = opcode < 2 || opcode == 4 || opcode == 5 || (opcode == 6 && rmode == 3);
	if (opcode >= 6 && rmode != 3)
		return lift_transfer(w, o, opcode == 6);
	if (opcode == 7)
		return false;
	o->op = OP_FCONVERT;
	o->flags |= INSN_FLOAT | (opcode & 1 ? 0 : INSN_SIGNED);
	if (to_general) {
		o->cost = COST_F_TO_GENERAL;
		set_width(o, bit(w, 31) ? 64 : 32);
		add_result(o, reg_x(w));
		add_src(o, reg_v(w >> 5));
		if (opcode == 6) /* fjcvtzs tells in Z whether it was exact */
			regset_add(&o->write, A64_NZCV);
	} else {
		o->cost = COST_F_FROM_GENERAL;
		set_width(o, type_bits[field(w, 23, 22)]);
		add_dst(o, reg_v(w));
		add_src(o, reg_x(w >> 5));
	}
	return true;
}

static bool lift_immediate(uint32_t w, struct insn *o)
{
	o->op = OP_CONST;
	o->cost = COST_F_CONST;
	set_width(o, type_bits[field(w, 23, 22)]);
	add_dst(o, reg_v(w));
	return true;
}

bool a64_lift_float(uint32_t w, struct insn *o)
{
	if (bit(w, 29))
		return false;
	if (bit(w, 24))
		return !bit(w, 31) && lift_three_source(w, o);
	if (!bit(w, 21) || !field(w, 15, 10))
		return lift_convert_general(w, o);
	if (bit(w, 31))
		return false;
	switch (field(w, 11, 10)) {
	case 1:
		return lift_compare(w, o, true);
	case 2:
		return lift_two_source(w, o);
	case 3:
		return lift_select(w, o);
	default:
		if (bit(w, 12))
			return lift_immediate(w, o);
		if (bit(w, 13))
			return lift_compare(w, o, false);
		return bit(w, 14) && lift_one_source(w, o);
	}
}
