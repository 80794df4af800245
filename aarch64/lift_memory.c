/* lift_memory.c: loads and stores of general and single SIMD registers, and atomics (Arm ARM C4.1.94). */
#include "lift.h"

/* ---- the data side
 * --------------------------------------------------------------------------------------------------- */

/* One or two data registers of a load or store, in order. The zero register has no place of its own in a load; a store
 * of zeros alone is a store of the constant 0. */
static void add_data(struct insn *o, bool load, reg_t first, reg_t second, bool pair)
{
	if (load) {
		if (pair ? first != REG_NONE || second != REG_NONE : first != REG_NONE)
			add_dst(o, first);
		if (pair && o->n_dst)
			add_dst(o, second);
	} else if (first == REG_NONE && (!pair || second == REG_NONE)) {
		set_imm(o, 0);
	} else {
		add_src(o, first);
		if (pair)
			add_src(o, second);
	}
}

/* `bits` of one register; a q register is a vector of its own right. */
static void set_data_width(struct insn *o, unsigned bits)
{
	if (bits == 128)
		set_packed(o, 128, 128);
	else
		set_width(o, bits);
}

struct access {
	uint8_t bytes;    /* of memory; 0: not allocated */
	uint8_t reg_bits; /* of the register that is loaded */
	bool load, sign, vector;
};

/* size:V:opc of the single-register forms. */
static struct access access_of(uint32_t w)
{
	unsigned size = field(w, 31, 30), opc = field(w, 23, 22);
	if (bit(w, 26)) {
		if (opc & 2)
			return (struct access){size ? 0 : 16, 128, opc & 1, false, true};
		return (struct access){(uint8_t)(1u << size), (uint8_t)(8u << size), opc & 1, false, true};
	}
	bool sign = opc & 2;
	if (sign && (size == 3 || (size == 2 && opc == 3)))
		return (struct access){0};
	unsigned bits = opc == 2 || size == 3 ? 64 : 32;
	return (struct access){(uint8_t)(1u << size), (uint8_t)bits, opc != 0, sign, false};
}

static void add_access(struct insn *o, const struct access *a, uint32_t w)
{
	o->op = OP_MOVE;
	o->flags |= a->sign ? INSN_SIGNED : 0;
	add_data(o, a->load, a->vector ? reg_v(w) : reg_x(w), REG_NONE, false);
	set_data_width(o, a->load ? a->reg_bits : a->bytes * 8u);
	if (a->vector)
		o->cost = a->load ? COST_VLOAD : COST_VSTORE;
	else
		o->cost = a->load ? COST_LOAD : COST_STORE;
}

static bool is_prefetch(uint32_t w) { return field(w, 31, 30) == 3 && !bit(w, 26) && field(w, 23, 22) == 2; }

static void set_prefetch(struct insn *o)
{
	o->op = OP_NOP;
	o->cost = COST_PREFETCH;
}

/* ---- addresses -----------------------------------------------------------------------------------------------------
 */

static bool lift_unsigned_offset(uint32_t w, struct insn *o)
{
	reg_t base = (reg_t)field(w, 9, 5);
	struct access a = access_of(w);
	if (is_prefetch(w)) {
		set_prefetch(o);
		add_mem(o, base, (int64_t)field(w, 21, 10) * 8, 0, MEM_ADDRESS);
		return true;
	}
	if (!a.bytes)
		return false;
	add_access(o, &a, w);
	add_mem(o, base, (int64_t)field(w, 21, 10) * a.bytes, a.bytes, a.load ? MEM_READ : MEM_WRITE);
	return true;
}

/* Unscaled (0), post-index (1), unprivileged (2), pre-index (3). */
static bool lift_signed_offset(uint32_t w, struct insn *o)
{
	reg_t base = (reg_t)field(w, 9, 5);
	unsigned mode = field(w, 11, 10);
	int64_t disp = signed_field(w, 20, 12);
	struct access a = access_of(w);
	if (is_prefetch(w) && !mode) {
		set_prefetch(o);
		add_mem(o, base, disp, 0, MEM_ADDRESS);
		return true;
	}
	if (!a.bytes)
		return false;
	add_access(o, &a, w);
	add_mem(o, base, mode == 1 ? 0 : disp, a.bytes, a.load ? MEM_READ : MEM_WRITE);
	if (mode & 1)
		add_writeback(o, disp);
	return true;
}

static bool lift_register_offset(uint32_t w, struct insn *o)
{
	reg_t base = (reg_t)field(w, 9, 5);
	unsigned option = field(w, 15, 13);
	struct access a = access_of(w);
	bool prefetch = is_prefetch(w);
	if (!(option & 2) || (!a.bytes && !prefetch))
		return false;
	unsigned bytes = prefetch ? 8 : a.bytes, scale = bit(w, 12) ? bytes : 1;
	if (prefetch)
		set_prefetch(o);
	else
		add_access(o, &a, w);
	struct memop *m = add_mem(o, base, 0, prefetch ? 0 : bytes,
	                          prefetch ? MEM_ADDRESS
	                          : a.load ? MEM_READ
	                                   : MEM_WRITE);
	add_index(o, m, reg_x(w >> 16), scale);
	m->flags |= option & 1 ? 0 : MEM_INDEX_SIGNED;
	if (prefetch || (scale != 2 && scale != 16))
		return true;
	if (a.vector)
		o->cost = a.load ? COST_VLOAD_SCALED : COST_VSTORE_SCALED;
	else
		o->cost = a.load ? COST_LOAD_SCALED : COST_STORE_SCALED;
	return true;
}

static bool lift_literal(uint32_t w, struct insn *o)
{
	unsigned opc = field(w, 31, 30);
	int64_t target = (int64_t)o->address + signed_field(w, 23, 5) * 4;
	bool vector = bit(w, 26);
	if (opc == 3) {
		set_prefetch(o);
		add_mem(o, REG_NONE, target, 0, MEM_ADDRESS | MEM_PC_RELATIVE);
		return !vector;
	}
	unsigned bytes = vector ? 4u << opc : opc == 1 ? 8 : 4;
	o->op = OP_MOVE;
	o->cost = vector ? COST_VLOAD : COST_LOAD;
	o->flags |= !vector && opc == 2 ? INSN_SIGNED : 0;
	add_data(o, true, vector ? reg_v(w) : reg_x(w), REG_NONE, false);
	set_data_width(o, opc == 2 && !vector ? 64 : bytes * 8);
	add_mem(o, REG_NONE, target, bytes, MEM_READ | MEM_PC_RELATIVE);
	return true;
}

static bool lift_pair(uint32_t w, struct insn *o)
{
	unsigned opc = field(w, 31, 30), mode = field(w, 24, 23); /* no-allocate, post, offset, pre */
	bool vector = bit(w, 26), load = bit(w, 22), tag = !vector && opc == 1 && !load;
	unsigned bytes = vector ? 4u << opc : opc == 2 ? 8 : 4;
	if (opc == 3 || (!vector && opc == 1 && !mode))
		return false;
	if (tag)
		bytes = 8;
	int64_t disp = signed_field(w, 21, 15) * (tag ? 16 : bytes);
	o->op = OP_MOVE;
	o->flags |= !vector && opc == 1 && load ? INSN_SIGNED : 0;
	add_data(o, load, vector ? reg_v(w) : reg_x(w), vector ? reg_v(w >> 10) : reg_x(w >> 10), true);
	set_data_width(o, !vector && opc == 1 ? 64 : bytes * 8);
	add_mem(o, (reg_t)field(w, 9, 5), mode == 1 ? 0 : disp, 2 * bytes, load ? MEM_READ : MEM_WRITE);
	if (mode & 1)
		add_writeback(o, disp);
	if (vector)
		o->cost = load ? COST_VLOAD_PAIR : COST_VSTORE_PAIR;
	else
		o->cost = load ? COST_LOAD_PAIR : COST_STORE_PAIR;
	return true;
}

/* ldraa, ldrab: the address is authenticated first. */
static bool lift_authenticated_load(uint32_t w, struct insn *o)
{
	int64_t disp = (signed_field(w, 22, 22) * 512 + (int64_t)field(w, 20, 12)) * 8;
	if (field(w, 31, 30) != 3 || bit(w, 26))
		return false;
	o->op = OP_MOVE;
	o->cost = COST_LOAD;
	add_data(o, true, reg_x(w), REG_NONE, false);
	set_width(o, 64);
	add_mem(o, (reg_t)field(w, 9, 5), disp, 8, MEM_READ);
	if (bit(w, 11))
		add_writeback(o, disp);
	return true;
}

/* ---- atomics
 * --------------------------------------------------------------------------------------------------------- */

static void set_atomic(struct insn *o, uint32_t w, uint8_t op, unsigned bytes, unsigned mem_flags)
{
	o->op = op;
	o->cost = COST_ATOMIC;
	o->flags |= INSN_ATOMIC;
	set_width(o, bytes * 8 < 32 && (mem_flags & MEM_READ) ? 32 : bytes * 8);
	add_mem(o, (reg_t)field(w, 9, 5), 0, bytes, mem_flags);
}

/* cas: the compared value's register receives what was in memory. casp: pairs of even and odd registers. */
static void lift_cas(uint32_t w, struct insn *o, bool pair)
{
	unsigned bytes = pair ? 4u << bit(w, 30) : 1u << field(w, 31, 30);
	set_atomic(o, w, OP_OTHER, pair ? 2 * bytes : bytes, MEM_READ | MEM_WRITE);
	set_width(o, bytes < 4 ? 32 : bytes * 8);
	for (unsigned i = 0; i < 1u + pair; i++) {
		add_result(o, reg_x((w >> 16) + i));
		add_src(o, reg_x((w >> 16) + i));
	}
	for (unsigned i = 0; i < 1u + pair; i++)
		add_src(o, reg_x(w + i));
	if (o->n_dst)
		o->flags |= INSN_MERGES;
}

static bool lift_exclusive(uint32_t w, struct insn *o)
{
	bool ordered = bit(w, 23), load = bit(w, 22), pair = bit(w, 21);
	unsigned bytes = 1u << field(w, 31, 30);
	if (ordered && pair) {
		lift_cas(w, o, false);
		return field(w, 14, 10) == 31;
	}
	if (pair && !bit(w, 31)) {
		lift_cas(w, o, true);
		return field(w, 14, 10) == 31;
	}
	set_atomic(o, w, OP_MOVE, pair ? 2 * bytes : bytes, load ? MEM_READ : MEM_WRITE);
	if (pair)
		set_width(o, bytes * 8);
	add_data(o, load, reg_x(w), reg_x(w >> 10), pair);
	if (!load && !ordered) { /* stxr: Rs tells whether it was stored */
		o->op = OP_OTHER;
		add_result(o, reg_x(w >> 16));
	} else if (ordered && !pair) {
		o->cost = load ? COST_LOAD : COST_STORE;
	}
	return true;
}

static bool lift_atomic(uint32_t w, struct insn *o)
{
	static const uint8_t ops[8] = {OP_ADD, OP_ANDN, OP_XOR, OP_OR, OP_MAX, OP_MIN, OP_MAX, OP_MIN};
	unsigned opc = field(w, 14, 12), bytes = 1u << field(w, 31, 30);
	if (bit(w, 26))
		return false;
	if (!bit(w, 15)) {
		set_atomic(o, w, ops[opc], bytes, MEM_READ | MEM_WRITE);
		o->flags |= opc == 4 || opc == 5 ? INSN_SIGNED : 0;
	} else if (opc == 0) {
		set_atomic(o, w, OP_OTHER, bytes, MEM_READ | MEM_WRITE); /* swp */
	} else if (opc == 4 && field(w, 20, 16) == 31 && bit(w, 23) && !bit(w, 22)) {
		set_atomic(o, w, OP_MOVE, bytes, MEM_READ); /* ldapr */
		o->cost = COST_LOAD;
		add_data(o, true, reg_x(w), REG_NONE, false);
		return true;
	} else {
		return false;
	}
	add_result(o, reg_x(w));
	add_src(o, reg_x(w >> 16));
	return true;
}

/* ldapur and stlur; memory tagging's stores, whose tags are no memory of ours, but for the zeros of stzg. */
static bool lift_ordered_unscaled(uint32_t w, struct insn *o)
{
	int64_t disp = signed_field(w, 20, 12);
	unsigned mode = field(w, 11, 10), opc = field(w, 23, 22);
	reg_t base = (reg_t)field(w, 9, 5);
	if (!bit(w, 21) && !mode && !bit(w, 26)) {
		struct access a = access_of(w);
		if (!a.bytes)
			return false;
		add_access(o, &a, w);
		o->flags |= INSN_ATOMIC;
		add_mem(o, base, disp, a.bytes, a.load ? MEM_READ : MEM_WRITE);
		return true;
	}
	if (!bit(w, 21) || field(w, 31, 30) != 3 || (!mode && opc != 1))
		return false;
	bool zeroes = mode && (opc & 1);
	o->op = OP_OTHER;
	o->cost = COST_STORE;
	set_width(o, 64);
	add_mem(o, base, mode == 1 ? 0 : disp * 16, zeroes ? 16u << (opc >> 1) : 0, zeroes ? MEM_WRITE : MEM_ADDRESS);
	if (!mode) { /* ldg: the tag goes into the address in Rt */
		add_result(o, reg_x(w));
		if (o->n_dst)
			add_merge(o);
		o->cost = COST_LOAD;
		return true;
	}
	regset_add(&o->read, (reg_t)field(w, 4, 0));
	if (mode & 1)
		add_writeback(o, disp * 16);
	return true;
}

bool a64_lift_memory(uint32_t w, struct insn *o)
{
	switch (field(w, 29, 27)) {
	case 1:
		if (bit(w, 26))
			return a64_lift_vector_memory(w, o);
		return !bit(w, 24) && lift_exclusive(w, o);
	case 3:
		return bit(w, 24) ? lift_ordered_unscaled(w, o) : lift_literal(w, o);
	case 5:
		return lift_pair(w, o);
	case 7:
		if (bit(w, 24))
			return !bit(w, 25) && lift_unsigned_offset(w, o);
		if (!bit(w, 21))
			return lift_signed_offset(w, o);
		if (bit(w, 10))
			return lift_authenticated_load(w, o);
		return bit(w, 11) ? lift_register_offset(w, o) : lift_atomic(w, o);
	default:
		return false;
	}
}
