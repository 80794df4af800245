/* lift_vector_memory.c: ld1 to ld4 and st1 to st4 (Arm ARM C4.1.94: Advanced SIMD load/store structures). */
#include "lift.h"

/* Post-index by a constant is a writeback; by a register it only writes the base, to what no one can tell. */
static void add_post_index(struct insn *o, uint32_t w, unsigned bytes)
{
	unsigned rm = field(w, 20, 16);
	if (!bit(w, 23))
		return;
	if (rm == 31) {
		add_writeback(o, bytes);
		return;
	}
	regset_add(&o->read, reg_x(rm));
	regset_add(&o->write, o->mem[0].base);
}

static bool lift_multiple(uint32_t w, struct insn *o)
{
	static const uint8_t registers[16] = {[0] = 4, [2] = 4, [4] = 3, [6] = 3, [7] = 1, [8] = 2, [10] = 2};
	unsigned opcode = field(w, 15, 12), n = registers[opcode], bytes = n * (bit(w, 30) ? 16 : 8);
	bool load = bit(w, 22), interleaved = !(opcode & 3) && n > 1;
	if (!n)
		return false;
	for (unsigned i = 0; i < n; i++)
		(load ? add_dst : add_src)(o, reg_v(w + i));
	o->op = interleaved ? OP_SHUFFLE : OP_MOVE;
	set_packed(o, bit(w, 30) ? 128 : 64, 8u << field(w, 11, 10));
	add_mem(o, (reg_t)field(w, 9, 5), 0, bytes, load ? MEM_READ : MEM_WRITE);
	add_post_index(o, w, bytes);
	if (interleaved)
		o->cost = load ? COST_VLOAD_INTER : COST_VSTORE_INTER;
	else
		o->cost = load ? COST_VLOAD_MULTI : COST_VSTORE_MULTI;
	return true;
}

static bool lift_single(uint32_t w, struct insn *o)
{
	unsigned opcode = field(w, 15, 13), size = field(w, 11, 10), scale = opcode >> 1;
	unsigned n = ((opcode & 1) << 1 | bit(w, 21)) + 1;
	bool load = bit(w, 22), replicate = scale == 3;
	if (replicate && (!load || bit(w, 12)))
		return false;
	unsigned element = replicate ? 1u << size : scale == 2 && (size & 1) ? 8 : 1u << scale;
	o->op = OP_SHUFFLE;
	o->cost = !load ? COST_VSTORE_LANE : n == 1 ? COST_VLOAD_LANE : COST_VLOAD_INTER;
	if (replicate)
		set_packed(o, bit(w, 30) ? 128 : 64, element * 8);
	else
		set_width(o, element * 8);
	for (unsigned i = 0; i < n; i++) {
		(load ? add_dst : add_src)(o, reg_v(w + i));
		if (load && !replicate)
			regset_add(&o->read, reg_v(w + i));
	}
	o->flags |= load && !replicate ? INSN_MERGES : 0;
	add_mem(o, (reg_t)field(w, 9, 5), 0, n * element, load ? MEM_READ : MEM_WRITE);
	add_post_index(o, w, n * element);
	return true;
}

bool a64_lift_vector_memory(uint32_t w, struct insn *o)
{
	if (bit(w, 31) || field(w, 29, 25) != 6)
		return false;
	if (!bit(w, 23) && field(w, 20, 16))
		return false;
	return bit(w, 24) ? lift_single(w, o) : !bit(w, 21) && lift_multiple(w, o);
}
