/* lift_integer.c: data processing on general registers (Arm ARM C4.1.92, C4.1.95: immediates and registers). */
#include "lift.h"

/* ---- operands that many of them share ---------------------------------------------------------------------------- */

static unsigned width_of(uint32_t w) { return bit(w, 31) ? 64 : 32; }

static int64_t extend_to_64(uint64_t value, unsigned bits)
{
	return bits == 64 ? (int64_t)value : (int64_t)(int32_t)value;
}

static void writes_flags(struct insn *o) { regset_add(&o->write, A64_NZCV); }
static void reads_flags(struct insn *o) { regset_add(&o->read, A64_NZCV); }

/* Adds or subtracts src0 and the immediate; without a destination it is a compare. */
static void add_sub_immediate(struct insn *o, bool subtract, bool flags, reg_t rd, reg_t rn, int64_t imm)
{
	o->op = subtract ? OP_SUB : OP_ADD;
	o->cost = flags ? COST_ALU_FLAGS : COST_ALU;
	add_src(o, rn);
	set_imm(o, imm);
	if (flags)
		writes_flags(o);
	if (rd != REG_NONE) {
		add_dst(o, rd);
		return;
	}
	o->op = OP_CMP; /* cmn x, #n sets the flags that cmp x, #-n sets, n = 0 excepted */
	set_imm(o, subtract ? imm : -imm);
}

bool a64_bitmask(unsigned n, unsigned immr, unsigned imms, bool wide, uint64_t *value)
{
	unsigned key = n << 6 | (~imms & 63);
	if (key < 2 || (n && !wide))
		return false;
	unsigned size = 1u << (31 - __builtin_clz(key)), levels = size - 1;
	unsigned ones = (imms & levels) + 1, rotate = immr & levels;
	if (ones == size)
		return false;
	uint64_t all = size == 64 ? ~0ull : (1ull << size) - 1, element = (1ull << ones) - 1;
	if (rotate)
		element = (element >> rotate | element << (size - rotate)) & all;
	for (unsigned i = size; i < 64; i *= 2)
		element |= element << i;
	*value = element;
	return true;
}

/* ---- immediates ----------------------------------------------------------------------------------------------------
 */

static bool lift_pc_relative(uint32_t w, struct insn *o)
{
	int64_t disp = signed_field(w, 23, 5) * 4 + (int64_t)field(w, 30, 29);
	uint64_t base = bit(w, 31) ? o->address & ~0xfffull : o->address;
	o->op = OP_ADDRESS;
	o->cost = COST_ADR;
	add_mem(o, REG_NONE, (int64_t)(base + (bit(w, 31) ? (uint64_t)disp << 12 : (uint64_t)disp)), 0,
	        MEM_ADDRESS | MEM_PC_RELATIVE);
	set_width(o, 64);
	add_result(o, reg_x(w));
	return true;
}

static bool lift_add_sub_immediate(uint32_t w, struct insn *o)
{
	bool flags = bit(w, 29), subtract = bit(w, 30);
	unsigned rn = field(w, 9, 5), rd = field(w, 4, 0);
	int64_t imm = (int64_t)field(w, 21, 10) << (bit(w, 22) ? 12 : 0);
	set_width(o, width_of(w));
	if (!flags && !subtract && !imm && (rn == A64_SP || rd == A64_SP)) {
		o->op = OP_MOVE;
		o->cost = COST_MOVE;
		o->flags |= INSN_COPY;
		add_src(o, (reg_t)rn);
		add_dst(o, (reg_t)rd);
		return true;
	}
	add_sub_immediate(o, subtract, flags, flags ? reg_x(rd) : (reg_t)rd, (reg_t)rn, imm);
	return true;
}

/* addg, subg (memory tagging), and CSSC's min and max with an immediate. */
static bool lift_tag_or_minmax(uint32_t w, struct insn *o)
{
	o->cost = COST_ALU;
	if (!bit(w, 22)) {
		set_width(o, 64);
		o->op = OP_OTHER;
		add_src(o, (reg_t)field(w, 9, 5));
		add_dst(o, (reg_t)field(w, 4, 0));
		return bit(w, 31);
	}
	set_width(o, width_of(w));
	bool is_unsigned = bit(w, 18);
	o->op = bit(w, 19) ? OP_MIN : OP_MAX;
	o->flags |= is_unsigned ? 0 : INSN_SIGNED;
	add_src(o, reg_x(w >> 5));
	set_imm(o, is_unsigned ? (int64_t)field(w, 17, 10) : signed_field(w, 17, 10));
	add_result(o, reg_x(w));
	return true;
}

static bool lift_logic_immediate(uint32_t w, struct insn *o)
{
	static const uint8_t ops[4] = {OP_AND, OP_OR, OP_XOR, OP_AND};
	unsigned opc = field(w, 30, 29), rn = field(w, 9, 5), rd = field(w, 4, 0);
	uint64_t mask;
	if (!a64_bitmask(bit(w, 22), field(w, 21, 16), field(w, 15, 10), bit(w, 31), &mask))
		return false;
	set_width(o, width_of(w));
	set_imm(o, extend_to_64(mask, o->data_bits));
	o->op = ops[opc];
	o->cost = opc == 3 ? COST_LOGIC_FLAGS : COST_ALU;
	if (opc == 1 && rn == 31) {
		o->op = OP_CONST;
		o->cost = COST_MOVE;
	} else {
		add_src(o, reg_x(rn));
	}
	if (opc == 3) {
		writes_flags(o);
		add_result(o, reg_x(rd));
		o->op = o->n_dst ? OP_AND : OP_TEST;
	} else {
		add_dst(o, (reg_t)rd);
	}
	return true;
}

static bool lift_move_wide(uint32_t w, struct insn *o)
{
	unsigned opc = field(w, 30, 29), shift = 16 * field(w, 22, 21);
	uint64_t value = (uint64_t)field(w, 20, 5) << shift;
	if (opc == 1)
		return false;
	set_width(o, width_of(w));
	o->cost = COST_MOVE;
	add_result(o, reg_x(w));
	if (opc == 3) {
		o->op = OP_INSERT_CONST;
		o->cost = COST_ALU;
		set_imm(o, (int64_t)value);
		if (o->n_dst) {
			add_src(o, reg_x(w));
			add_merge(o);
		}
		return true;
	}
	o->op = OP_CONST;
	set_imm(o, extend_to_64(opc ? value : ~value, o->data_bits));
	return true;
}

/* The field that immr and imms describe: taken from its place, or put to it. */
static void set_field(struct insn *o, unsigned immr, unsigned imms, enum how from, enum how to)
{
	o->how = (uint8_t)(imms >= immr ? from : to);
	o->cut_bits = (uint8_t)(imms >= immr ? imms - immr + 1 : imms + 1);
	o->cut_shift = (uint8_t)(imms >= immr ? immr : o->data_bits - immr);
}

/* ubfm and sbfm under the names that people know them by. */
static void name_bitfield(struct insn *o, bool is_signed, unsigned immr, unsigned imms)
{
	unsigned top = o->data_bits - 1u;
	if (imms == top && !(is_signed && !immr)) {
		o->op = is_signed ? OP_SAR : OP_SHR;
		set_imm(o, immr);
	} else if (!is_signed && imms + 1 == immr) {
		o->op = OP_SHL;
		set_imm(o, top - imms);
	} else if (!immr && (imms == 7 || imms == 15 || imms == 31)) {
		o->op = OP_EXTEND;
		o->elem_bits = (uint8_t)(imms + 1);
	} else {
		o->op = OP_BITFIELD;
		set_field(o, immr, imms, HOW_EXTRACT, HOW_EXTRACT_SHIFTED);
	}
}

static bool lift_bitfield(uint32_t w, struct insn *o)
{
	unsigned opc = field(w, 30, 29), immr = field(w, 21, 16), imms = field(w, 15, 10);
	if (opc == 3)
		return false;
	set_width(o, width_of(w));
	o->cost = opc == 1 ? COST_BITFIELD_INS : COST_BITFIELD;
	o->flags |= opc == 0 ? INSN_SIGNED : 0;
	add_result(o, reg_x(w));
	add_src(o, reg_x(w >> 5));
	if (opc != 1) {
		name_bitfield(o, opc == 0, immr, imms);
		return true;
	}
	o->op = OP_BITFIELD;
	set_field(o, immr, imms, HOW_INSERT_LOW, HOW_INSERT);
	if (o->n_dst)
		add_merge(o);
	return true;
}

static bool lift_extract(uint32_t w, struct insn *o)
{
	reg_t rn = reg_x(w >> 5), rm = reg_x(w >> 16);
	set_width(o, width_of(w));
	o->op = rn == rm ? OP_ROTATE : OP_BITFIELD;
	o->how = rn == rm ? HOW_PLAIN : HOW_FUNNEL;
	o->cost = rn == rm ? COST_ROR : COST_EXTR;
	add_result(o, reg_x(w));
	add_src(o, rn);
	if (rn != rm)
		add_src(o, rm);
	set_imm(o, field(w, 15, 10));
	return true;
}

bool a64_lift_immediate(uint32_t w, struct insn *o)
{
	switch (field(w, 25, 23)) {
	case 0:
	case 1:
		return lift_pc_relative(w, o);
	case 2:
		return lift_add_sub_immediate(w, o);
	case 3:
		return lift_tag_or_minmax(w, o);
	case 4:
		return lift_logic_immediate(w, o);
	case 5:
		return lift_move_wide(w, o);
	case 6:
		return lift_bitfield(w, o);
	default:
		return lift_extract(w, o);
	}
}

/* ---- registers -----------------------------------------------------------------------------------------------------
 */

static void set_shift(struct insn *o, unsigned kind, unsigned amount)
{
	o->shift = kind ? SHIFT_OTHER : (uint8_t)amount;
	o->how = (uint8_t)(HOW_LEFT + kind); /* lsl, lsr, asr, ror */
	o->by = (uint8_t)amount;
}

static bool lift_move_register(uint32_t w, struct insn *o)
{
	reg_t rm = reg_x(w >> 16);
	o->cost = COST_MOVE;
	add_result(o, reg_x(w));
	if (rm == REG_NONE) {
		o->op = OP_CONST;
		set_imm(o, 0);
		return true;
	}
	/* mov w, w clears the upper half, which readers of x see. */
	o->op = bit(w, 31) ? OP_MOVE : OP_EXTEND;
	o->flags |= bit(w, 31) ? INSN_COPY : 0;
	add_src(o, rm);
	return true;
}

static bool lift_logic_register(uint32_t w, struct insn *o)
{
	/* by opc and N: and, orr, eor, ands; bic, orn, eon, bics */
	static const uint8_t ops[8] = {OP_AND, OP_OR, OP_XOR, OP_AND, OP_ANDN, OP_BITSELECT, OP_BITSELECT, OP_ANDN};
	unsigned opc = field(w, 30, 29), amount = field(w, 15, 10), kind = field(w, 23, 22);
	bool invert = bit(w, 21), shifted = amount || kind;
	reg_t rn = reg_x(w >> 5);
	set_width(o, width_of(w));
	if (opc == 1 && !invert && rn == REG_NONE && !shifted)
		return lift_move_register(w, o);
	o->op = ops[invert * 4 + opc];
	if (opc == 1 && invert && rn == REG_NONE)
		o->op = OP_NOT;
	else
		add_src(o, rn);
	add_src(o, reg_x(w >> 16));
	add_result(o, reg_x(w));
	if (shifted)
		set_shift(o, kind, amount);
	o->cost = shifted ? COST_LOGIC_SHIFT : COST_ALU;
	if (opc == 3) {
		o->cost = shifted ? COST_LOGIC_FLAGS_SHIFT : COST_LOGIC_FLAGS;
		writes_flags(o);
		if (!o->n_dst && !invert)
			o->op = OP_TEST;
	}
	return true;
}

/* The common part of the shifted and the extended form, once sources and shift are known. */
static void add_sub_register(struct insn *o, uint32_t w, reg_t rd, reg_t rn, reg_t rm)
{
	bool flags = bit(w, 29), subtract = bit(w, 30);
	o->op = subtract ? OP_SUB : OP_ADD;
	if (flags)
		writes_flags(o);
	add_result(o, rd);
	if (subtract && flags && rd == REG_NONE) {
		o->op = OP_CMP;
		add_src(o, rn);
		if (rm == REG_NONE)
			set_imm(o, 0);
		else
			add_src(o, rm);
		return;
	}
	if (subtract && rn == REG_NONE)
		o->op = OP_NEG;
	else
		add_src(o, rn);
	add_src(o, rm);
}

static bool lift_add_sub_shifted(uint32_t w, struct insn *o)
{
	unsigned kind = field(w, 23, 22), amount = field(w, 15, 10);
	if (kind == 3)
		return false;
	set_width(o, width_of(w));
	add_sub_register(o, w, reg_x(w), reg_x(w >> 5), reg_x(w >> 16));
	bool flags = bit(w, 29), small = !kind && amount <= 4;
	o->cost = flags ? COST_ALU_FLAGS : COST_ALU;
	if (amount) {
		set_shift(o, kind, amount);
		if (flags)
			o->cost = small ? COST_ALU_FLAGS_LSL4 : COST_ALU_FLAGS_SHIFT;
		else
			o->cost = small ? COST_ALU_LSL4 : COST_ALU_SHIFT;
	}
	return true;
}

static bool lift_add_sub_extended(uint32_t w, struct insn *o)
{
	unsigned option = field(w, 15, 13), amount = field(w, 12, 10), rd = field(w, 4, 0);
	bool flags = bit(w, 29), whole = (option & 3) == 3;
	if (amount > 4 || field(w, 23, 22))
		return false;
	set_width(o, width_of(w));
	add_sub_register(o, w, flags ? reg_x(rd) : (reg_t)rd, (reg_t)field(w, 9, 5), reg_x(w >> 16));
	/* uxtb, uxth and their signed forms are not the register itself, which uxtw and sxtw are to address arithmetic.
	 */
	o->shift = (option & 3) < 2 ? SHIFT_OTHER : (uint8_t)amount;
	if (o->shift == SHIFT_OTHER) {
		o->cut_bits = option & 1 ? 16 : 8;
		o->cut_shift = (uint8_t)amount;
	}
	bool plain = whole && !amount, small = whole;
	o->flags |= option >= 4 && !whole ? INSN_SIGNED : 0;
	if (flags)
		o->cost = plain ? COST_ALU_FLAGS : small ? COST_ALU_FLAGS_LSL4 : COST_ALU_FLAGS_SHIFT;
	else
		o->cost = plain ? COST_ALU : small ? COST_ALU_LSL4 : COST_ALU_SHIFT;
	return true;
}

/* adc, sbc, and the few that make flags of a register (rmif, setf8, setf16). */
static bool lift_carry(uint32_t w, struct insn *o)
{
	set_width(o, width_of(w));
	o->cost = bit(w, 29) ? COST_ALU_FLAGS : COST_ALU;
	reads_flags(o);
	if (bit(w, 29))
		writes_flags(o);
	if (field(w, 15, 10)) {
		o->op = OP_OTHER;
		add_src(o, reg_x(w >> 5));
		return bit(w, 29) && !bit(w, 30);
	}
	o->op = bit(w, 30) ? OP_SBB : OP_ADC;
	add_result(o, reg_x(w));
	add_src(o, reg_x(w >> 5));
	add_src(o, reg_x(w >> 16));
	return true;
}

static bool lift_ccmp(uint32_t w, struct insn *o)
{
	bool negated = !bit(w, 30), immediate = bit(w, 11);
	reg_t rm = reg_x(w >> 16);
	set_width(o, width_of(w));
	o->op = negated && !immediate ? OP_OTHER : OP_CCMP;
	o->cost = COST_CCMP;
	o->cond = a64_cond[field(w, 15, 12)];
	reads_flags(o);
	writes_flags(o);
	add_src(o, reg_x(w >> 5));
	if (immediate)
		set_imm(o, negated ? -(int64_t)field(w, 20, 16) : (int64_t)field(w, 20, 16));
	else if (rm == REG_NONE)
		set_imm(o, 0);
	else
		add_src(o, rm);
	return bit(w, 29) && !bit(w, 10) && !bit(w, 4);
}

static bool lift_csel(uint32_t w, struct insn *o)
{
	unsigned cond = field(w, 15, 12);
	bool invert = bit(w, 30), increment = bit(w, 10);
	reg_t rn = reg_x(w >> 5), rm = reg_x(w >> 16);
	set_width(o, width_of(w));
	o->cost = COST_CSEL;
	reads_flags(o);
	add_result(o, reg_x(w));
	if (rn == REG_NONE && rm == REG_NONE && invert != increment) {
		o->op = OP_SETCC; /* cset, csetm: the condition under which it is not the zero of the first operand */
		o->cond = a64_cond[cond ^ 1];
		return !bit(w, 29);
	}
	static const uint8_t hows[4] = {HOW_PLAIN, HOW_INCREMENTS, HOW_INVERTS, HOW_NEGATES};
	o->op = OP_SELECT;
	o->how = hows[2 * invert + increment];
	o->cond = a64_cond[cond];
	add_src(o, rn);
	add_src(o, rm);
	return !bit(w, 29) && !bit(w, 11);
}

struct two_source {
	uint8_t op, cost32, cost64;
	bool is_signed;
};

static bool lift_two_source(uint32_t w, struct insn *o)
{
	static const struct two_source rows[64] = {
	    [2] = {OP_DIV, COST_DIV32, COST_DIV64, false},
	    [3] = {OP_DIV, COST_DIV32, COST_DIV64, true},
	    [4] = {OP_OTHER, COST_SYSTEM, COST_SYSTEM, false},
	    [5] = {OP_OTHER, COST_ALU, COST_ALU, false},
	    [8] = {OP_SHL, COST_SHIFT_VAR, COST_SHIFT_VAR, false},
	    [9] = {OP_SHR, COST_SHIFT_VAR, COST_SHIFT_VAR, false},
	    [10] = {OP_SAR, COST_SHIFT_VAR, COST_SHIFT_VAR, false},
	    [11] = {OP_ROTATE, COST_SHIFT_VAR, COST_SHIFT_VAR, false},
	    [12] = {OP_OTHER, COST_PAC, COST_PAC, false},
	    [16] = {OP_CRC, COST_CRC, COST_CRC, false},
	    [17] = {OP_CRC, COST_CRC, COST_CRC, false},
	    [18] = {OP_CRC, COST_CRC, COST_CRC, false},
	    [19] = {OP_CRC, COST_CRC, COST_CRC, false},
	    [20] = {OP_CRC, COST_CRC, COST_CRC, false},
	    [21] = {OP_CRC, COST_CRC, COST_CRC, false},
	    [22] = {OP_CRC, COST_CRC, COST_CRC, false},
	    [23] = {OP_CRC, COST_CRC, COST_CRC, false},
	    [24] = {OP_MAX, COST_ALU, COST_ALU, true},
	    [25] = {OP_MAX, COST_ALU, COST_ALU, false},
	    [26] = {OP_MIN, COST_ALU, COST_ALU, true},
	    [27] = {OP_MIN, COST_ALU, COST_ALU, false},
	};
	unsigned opcode = field(w, 15, 10), rn = field(w, 9, 5), rm = field(w, 20, 16), rd = field(w, 4, 0);
	struct two_source row = rows[opcode];
	bool tags = opcode == 0 || opcode == 4 || opcode == 5, rd_sp = opcode == 4;
	if (opcode == 0) /* subp, subps: the difference of two tagged addresses */
		row = (struct two_source){OP_SUB, COST_ALU, COST_ALU, false};
	if (row.cost32 == COST_UNKNOWN || (bit(w, 29) && opcode))
		return false;
	set_width(o, row.op == OP_CRC ? 32 : width_of(w));
	o->op = row.op;
	o->cost = bit(w, 31) ? row.cost64 : row.cost32;
	o->flags |= row.is_signed ? INSN_SIGNED : 0;
	add_src(o, tags ? (reg_t)rn : reg_x(rn));
	add_src(o, opcode == 0 || opcode == 12 ? (reg_t)rm : reg_x(rm));
	add_result(o, rd_sp ? (reg_t)rd : reg_x(rd));
	if (bit(w, 29))
		writes_flags(o);
	return true;
}

static bool lift_one_source(uint32_t w, struct insn *o)
{
	/* rbit, rev16, rev32 or rev, rev, clz, cls, ctz, cnt, abs */
	static const uint8_t ops[9] = {OP_BITCOUNT, OP_BYTESWAP, OP_BYTESWAP, OP_BYTESWAP, OP_BITCOUNT,
	                               OP_BITCOUNT, OP_BITCOUNT, OP_BITCOUNT, OP_ABS};
	static const uint8_t hows[9] = {HOW_REVERSE, HOW_REVERSE,        HOW_PLAIN,      HOW_PLAIN, HOW_COUNT_LEADING,
	                                HOW_PLAIN,   HOW_COUNT_TRAILING, HOW_COUNT_ONES, HOW_PLAIN};
	unsigned opcode = field(w, 15, 10), rn = field(w, 9, 5);
	set_width(o, width_of(w));
	add_result(o, reg_x(w));
	if (field(w, 20, 16) == 1) { /* pacia, autia, ...: Rd signed with the modifier in Rn; from 8 on without one */
		o->op = OP_OTHER;
		o->cost = COST_PAC;
		add_src(o, reg_x(w));
		if (opcode < 8)
			add_src(o, (reg_t)rn);
		return opcode <= 17;
	}
	if (field(w, 20, 16) || opcode >= 9)
		return false;
	o->op = ops[opcode];
	o->how = hows[opcode];
	o->by = opcode == 1 ? 16 : 0;
	if (opcode == 2 && bit(w, 31)) {
		o->how = HOW_REVERSE;
		o->by = 32;
	}
	o->cost = COST_BITCOUNT;
	add_src(o, reg_x(rn));
	return true;
}

static bool lift_three_source(uint32_t w, struct insn *o)
{
	unsigned op31 = field(w, 23, 21);
	bool subtract = bit(w, 15);
	reg_t ra = reg_x(w >> 10);
	set_width(o, width_of(w));
	if (op31 & 3)
		o->flags |= op31 & 4 ? 0 : INSN_SIGNED;
	switch (op31) {
	case 0:
		o->cost = bit(w, 31) ? COST_MUL64 : COST_MUL32;
		break;
	case 1:
	case 5:
		o->cost = COST_MULL;
		break;
	case 2:
	case 6:
		o->cost = COST_MULH;
		o->how = HOW_UPPER_HALF;
		ra = REG_NONE;
		subtract = false;
		break;
	default:
		return false;
	}
	add_src(o, reg_x(w >> 5));
	add_src(o, reg_x(w >> 16));
	add_result(o, reg_x(w));
	o->op = OP_MUL;
	if (ra != REG_NONE || subtract) {
		o->op = OP_MADD;
		o->how = subtract ? HOW_SUBTRACTS : HOW_PLAIN;
		o->acc = 2;
		add_src(o, ra);
	}
	return true;
}

bool a64_lift_register(uint32_t w, struct insn *o)
{
	if (!bit(w, 28)) {
		if (!bit(w, 24))
			return lift_logic_register(w, o);
		return bit(w, 21) ? lift_add_sub_extended(w, o) : lift_add_sub_shifted(w, o);
	}
	if (bit(w, 24))
		return lift_three_source(w, o);
	switch (field(w, 23, 21)) {
	case 0:
		return lift_carry(w, o);
	case 2:
		return lift_ccmp(w, o);
	case 4:
		return lift_csel(w, o);
	case 6:
		return bit(w, 30) ? lift_one_source(w, o) : lift_two_source(w, o);
	default:
		return false;
	}
}
