/* lift_sve_memory.c: SVE loads, stores, gathers, scatters and prefetches (Arm ARM: SVE memory encodings). */
#include "lift.h"

/* How many bytes of memory an element takes (log2), and how wide it is in the register (log2). */
struct element {
	uint8_t memory, reg;
	bool sign;
};

static void set_vector(struct insn *o, struct element e)
{
	o->flags |= INSN_SCALABLE | (e.sign ? INSN_SIGNED : 0);
	set_packed(o, 128, 8u << e.reg);
}

static void govern(uint32_t w, struct insn *o)
{
	o->flags |= INSN_MASKED;
	regset_add(&o->read, reg_p(field(w, 12, 10)));
}

static void add_vectors(uint32_t w, struct insn *o, bool load, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		(load ? add_dst : add_src)(o, reg_v(w + i));
}

/* ldr, str of a whole register: imm9 vector (or predicate) lengths from the base. */
static bool lift_whole(uint32_t w, struct insn *o, bool load)
{
	bool predicate = field(w, 15, 13) == 0;
	int64_t disp = signed_field(w, 21, 16) * 8 + (int64_t)field(w, 12, 10);
	unsigned bytes = predicate ? 2 : 16;
	o->op = OP_MOVE;
	if (predicate) {
		o->cost = load ? COST_P_LOAD : COST_P_STORE;
		(load ? add_dst : add_src)(o, reg_p(w));
		set_width(o, 16);
		o->flags |= INSN_SCALABLE;
	} else {
		o->cost = load ? COST_S_LOAD : COST_S_STORE;
		add_vectors(w, o, load, 1);
		set_vector(o, (struct element){4, 4, false});
	}
	add_mem(o, (reg_t)field(w, 9, 5), disp * bytes, bytes, (load ? MEM_READ : MEM_WRITE) | MEM_VL_SCALED);
	return predicate ? !bit(w, 4) : field(w, 15, 13) == 2;
}

/* [Xn, Xm, lsl #size] or [Xn, #imm4, mul vl] with n registers of `e`. */
static void add_contiguous(uint32_t w, struct insn *o, bool load, bool immediate, unsigned n, struct element e)
{
	unsigned width = 16u * n >> (e.reg - e.memory);
	int64_t disp = immediate ? signed_field(w, 19, 16) * (int64_t)width : 0;
	struct memop *m = add_mem(o, (reg_t)field(w, 9, 5), disp, width, (load ? MEM_READ : MEM_WRITE) | MEM_VL_SCALED);
	o->op = n > 1 ? OP_SHUFFLE : OP_MOVE;
	if (!immediate)
		add_index(o, m, reg_x(w >> 16), 1u << e.memory);
	add_vectors(w, o, load, n);
	govern(w, o);
	set_vector(o, e);
	if (n > 1)
		o->cost = load ? COST_S_LOAD_INTER : COST_S_STORE_INTER;
	else
		o->cost = load ? COST_S_LOAD : COST_S_STORE;
}

static const struct element dtype[16] = {{0, 0, false}, {0, 1, false}, {0, 2, false}, {0, 3, false},
                                         {2, 3, true},  {1, 1, false}, {1, 2, false}, {1, 3, false},
                                         {1, 3, true},  {1, 2, true},  {2, 2, false}, {2, 3, false},
                                         {0, 3, true},  {0, 2, true},  {0, 1, true},  {3, 3, false}};

static struct element same(unsigned size) { return (struct element){(uint8_t)size, (uint8_t)size, false}; }

/* ld1r: one element; ld1rq, ld1ro: 16 or 32 bytes, repeated. */
static void lift_broadcast(uint32_t w, struct insn *o, int64_t disp, unsigned bytes, struct element e)
{
	add_mem(o, (reg_t)field(w, 9, 5), disp, bytes, MEM_READ);
	o->op = OP_SHUFFLE;
	o->cost = COST_S_LOAD_BROADCAST;
	add_vectors(w, o, true, 1);
	govern(w, o);
	set_vector(o, e);
}

static bool lift_contiguous_load(uint32_t w, struct insn *o)
{
	unsigned kind = field(w, 15, 13), msz = field(w, 24, 23), n = field(w, 22, 21);
	switch (kind) {
	case 0: /* ld1rq, ld1ro */
	case 1:
		lift_broadcast(w, o, kind ? signed_field(w, 19, 16) * (16 << (n & 1)) : 0, 16u << (n & 1), same(msz));
		if (!kind)
			add_index(o, &o->mem[0], reg_x(w >> 16), 1u << msz);
		return n < 2;
	case 2:
	case 3:
	case 5:
		add_contiguous(w, o, true, kind == 5, 1, dtype[field(w, 24, 21)]);
		if (kind == 3 || (kind == 5 && bit(w, 20))) { /* ldff1, ldnf1 */
			regset_add(&o->read, A64_FFR);
			regset_add(&o->write, A64_FFR);
		}
		return true;
	case 6:
	case 7:
		add_contiguous(w, o, true, kind == 7, n + 1, same(msz));
		return true;
	default:
		return false;
	}
}

/* ---- gathers and scatters --------------------------------------------------------------------------------------- */

/* [Xn, Zm]: offsets that are the elements of Zm, or their lower 32 bits, extended. */
static void add_offsets(uint32_t w, struct insn *o, unsigned scale, bool extended, unsigned flags)
{
	struct memop *m = add_mem(o, (reg_t)field(w, 9, 5), 0, 0, flags | MEM_VECTOR_INDEX);
	add_index(o, m, reg_v(w >> 16), scale);
	m->flags |= extended ? MEM_INDEX_SIGNED : 0;
}

/* [Zn, #imm5]: the elements are addresses. */
static void add_addresses(uint32_t w, struct insn *o, unsigned msz, unsigned flags)
{
	add_mem(o, reg_v(w >> 5), (int64_t)field(w, 20, 16) << msz, 0, flags | MEM_VECTOR_INDEX);
}

/* [Zn, Xm] */
static void add_addresses_offset(uint32_t w, struct insn *o, unsigned flags)
{
	struct memop *m = add_mem(o, reg_v(w >> 5), 0, 0, flags | MEM_VECTOR_INDEX);
	add_index(o, m, reg_x(w >> 16), 1);
}

static bool finish_elements(uint32_t w, struct insn *o, bool load, struct element e)
{
	o->op = OP_MOVE;
	o->cost = load ? COST_S_GATHER : COST_S_SCATTER;
	add_vectors(w, o, load, 1);
	govern(w, o);
	set_vector(o, e);
	return e.memory <= e.reg;
}

/* Bit 13 of most gathers: stop at the first fault. */
static bool finish_gather(uint32_t w, struct insn *o, struct element e)
{
	if (bit(w, 13)) {
		regset_add(&o->read, A64_FFR);
		regset_add(&o->write, A64_FFR);
	}
	return finish_elements(w, o, true, e);
}

static bool finish_prefetch(uint32_t w, struct insn *o)
{
	o->op = OP_NOP;
	o->cost = COST_S_PREFETCH;
	govern(w, o);
	return true;
}

static bool lift_load_repeat(uint32_t w, struct insn *o)
{
	struct element e = dtype[field(w, 24, 23) << 2 | field(w, 14, 13)];
	lift_broadcast(w, o, (int64_t)field(w, 21, 16) << e.memory, 1u << e.memory, e);
	return true;
}

/* 31:29 = 100: elements of 32 bits, and what else has its place there. */
static bool lift_gather32(uint32_t w, struct insn *o)
{
	unsigned msz = field(w, 24, 23);
	struct element e = {(uint8_t)msz, 2, !bit(w, 14) && msz < 2};
	if (field(w, 31, 22) == 0x216 && !bit(w, 15))
		return lift_whole(w, o, true);
	if (bit(w, 22) && bit(w, 15))
		return lift_load_repeat(w, o);
	if (!bit(w, 15)) {
		if (msz == 3) { /* prfb [Xn, #imm6, mul vl] */
			add_mem(o, (reg_t)field(w, 9, 5), signed_field(w, 21, 16) * 16, 0, MEM_ADDRESS | MEM_VL_SCALED);
			return bit(w, 22) && finish_prefetch(w, o);
		}
		if (!msz && bit(w, 21)) {
			add_offsets(w, o, 1u << field(w, 14, 13), true, MEM_ADDRESS);
			return finish_prefetch(w, o);
		}
		add_offsets(w, o, bit(w, 21) ? 1u << msz : 1, true, MEM_READ);
		return finish_gather(w, o, e);
	}
	if (bit(w, 21)) {
		add_addresses(w, o, msz, MEM_READ);
		return finish_gather(w, o, e);
	}
	if (!bit(w, 14)) { /* ldnt1 */
		add_addresses_offset(w, o, MEM_READ);
		return finish_elements(w, o, true, (struct element){(uint8_t)msz, 2, !bit(w, 13) && msz < 2});
	}
	if (bit(w, 13)) {
		add_addresses(w, o, msz, MEM_ADDRESS);
	} else {
		struct memop *m = add_mem(o, (reg_t)field(w, 9, 5), 0, 0, MEM_ADDRESS);
		add_index(o, m, reg_x(w >> 16), 1u << msz);
	}
	return finish_prefetch(w, o);
}

/* 31:29 = 110: elements of 64 bits. */
static bool lift_gather64(uint32_t w, struct insn *o)
{
	unsigned msz = field(w, 24, 23), kind = field(w, 22, 21);
	bool scaled = bit(w, 21), wide = bit(w, 15);
	struct element e = {(uint8_t)msz, 3, !bit(w, 14) && msz < 3};
	if (wide && kind == 1) {
		add_addresses(w, o, msz, MEM_READ);
		return finish_gather(w, o, e);
	}
	if (wide && kind == 0 && bit(w, 13)) {
		add_addresses(w, o, msz, MEM_ADDRESS);
		return finish_prefetch(w, o);
	}
	if (wide && kind == 0) { /* ldnt1 */
		add_addresses_offset(w, o, MEM_READ);
		return finish_elements(w, o, true, e);
	}
	if (scaled && !msz) {
		add_offsets(w, o, 1u << field(w, 14, 13), !wide, MEM_ADDRESS);
		return finish_prefetch(w, o);
	}
	add_offsets(w, o, scaled ? 1u << msz : 1, !wide, MEM_READ);
	return finish_gather(w, o, e);
}

static bool lift_scatter(uint32_t w, struct insn *o)
{
	unsigned msz = field(w, 24, 23), kind = field(w, 22, 21);
	bool words = kind & 2;
	struct element e = {(uint8_t)msz, words ? 2 : 3, false};
	if (!bit(w, 15)) /* stnt1 */
		add_addresses_offset(w, o, MEM_WRITE);
	else if (!bit(w, 13))
		add_offsets(w, o, kind & 1 ? 1u << msz : 1, true, MEM_WRITE);
	else if (!words)
		add_offsets(w, o, kind & 1 ? 1u << msz : 1, false, MEM_WRITE);
	else
		add_addresses(w, o, msz, MEM_WRITE);
	if (bit(w, 15) && bit(w, 13) && words)
		e.reg = kind & 1 ? 2 : 3;
	return finish_elements(w, o, false, e);
}

static bool lift_store(uint32_t w, struct insn *o)
{
	unsigned msz = field(w, 24, 23), kind = field(w, 22, 21);
	struct element e = {(uint8_t)msz, (uint8_t)kind, false};
	if (field(w, 31, 22) == 0x396 && !bit(w, 15) && !bit(w, 13))
		return lift_whole(w, o, false);
	switch (field(w, 15, 13)) {
	case 2:
		if (kind < msz)
			return false;
		add_contiguous(w, o, false, false, 1, e);
		return true;
	case 3:
		add_contiguous(w, o, false, false, kind + 1, same(msz));
		return true;
	case 7:
		if (!bit(w, 20) && kind < msz)
			return false;
		if (bit(w, 20))
			add_contiguous(w, o, false, true, kind + 1, same(msz));
		else
			add_contiguous(w, o, false, true, 1, e);
		return true;
	case 0:
		return false;
	default:
		return lift_scatter(w, o);
	}
}

bool a64_lift_sve_memory(uint32_t w, struct insn *o)
{
	switch (field(w, 31, 29)) {
	case 4:
		return lift_gather32(w, o);
	case 5:
		return lift_contiguous_load(w, o);
	case 6:
		return lift_gather64(w, o);
	default:
		return lift_store(w, o);
	}
}
