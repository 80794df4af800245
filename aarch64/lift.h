/* lift.h: what the files of the AArch64 lifter share.
 *
 * The lifter takes registers, addresses and constants from the instruction's 32 bits, whose fields are the
 * architecture's, and the operation of SIMD and SVE instructions from capstone's id. capstone 5.0.7 names instructions
 * reliably; its operands lack SVE's accesses and some post-index registers, and it calls cmp's first operand written.
 */
#ifndef ASSAY_AARCH64_LIFT_H
#define ASSAY_AARCH64_LIFT_H

#include "isa.h"

enum {
	A64_FP = 29,
	A64_LR = 30,
	A64_SP = 31,
	A64_NZCV = REG_FLAG,
	A64_FFR = REG_SPECIAL,       /* SVE's first-fault register */
	A64_SYSTEM = REG_SPECIAL + 1 /* the system registers, all as one */
};

enum a64_cost {
#define COST(name) COST_##name,
#include "cost.def"
#undef COST
	N_COST
};

static inline uint32_t field(uint32_t w, unsigned high, unsigned low) { return w >> low & ((2u << (high - low)) - 1); }
static inline int64_t signed_field(uint32_t w, unsigned high, unsigned low)
{
	return (int32_t)(w << (31 - high)) >> (31 - high + low);
}
static inline bool bit(uint32_t w, unsigned n) { return w >> n & 1; }

/* Register fields. In a general one 31 is the zero register (REG_NONE) unless the instruction means sp (its number). */
static inline reg_t reg_x(unsigned n) { return (n & 31) == 31 ? REG_NONE : (reg_t)(n & 31); }
static inline reg_t reg_v(unsigned n) { return (reg_t)(REG_VECTOR + (n & 31)); }
static inline reg_t reg_p(unsigned n) { return (reg_t)(REG_MASK + (n & 15)); }

static inline void add_src(struct insn *o, reg_t r)
{
	if (o->n_src < INSN_MAX_REGS)
		o->src[o->n_src++] = r;
	regset_add(&o->read, r);
}
static inline void add_dst(struct insn *o, reg_t r)
{
	if (o->n_dst < INSN_MAX_REGS)
		o->dst[o->n_dst++] = r;
	regset_add(&o->write, r);
}
/* A result that may go to the zero register: then there is none. */
static inline void add_result(struct insn *o, reg_t r)
{
	if (r != REG_NONE)
		add_dst(o, r);
}
static inline void add_merge(struct insn *o)
{
	o->flags |= INSN_MERGES;
	regset_add(&o->read, o->dst[0]);
}
static inline void set_imm(struct insn *o, int64_t imm)
{
	o->imm = imm;
	o->has_imm = true;
}
static inline void set_width(struct insn *o, unsigned bits)
{
	o->data_bits = (uint16_t)bits;
	o->elem_bits = (uint8_t)(bits > 128 ? 128 : bits);
}
static inline void set_packed(struct insn *o, unsigned vec_bits, unsigned elem_bits)
{
	o->flags |= INSN_PACKED;
	o->vec_bits = o->data_bits = (uint16_t)vec_bits;
	o->elem_bits = (uint8_t)elem_bits;
}

/* One element of `bits` after all. */
static inline void set_scalar(struct insn *o, unsigned bits)
{
	o->flags &= (uint16_t)~INSN_PACKED;
	o->vec_bits = 0;
	set_width(o, bits);
}

static inline struct memop *add_mem(struct insn *o, reg_t base, int64_t disp, unsigned width, unsigned flags)
{
	struct memop *m = &o->mem[o->n_mem++];
	*m = (struct memop){disp, base, REG_NONE, 1, (uint8_t)flags, (uint16_t)width};
	regset_add(&o->read, base);
	return m;
}
static inline void add_index(struct insn *o, struct memop *m, reg_t index, unsigned scale)
{
	m->index = index;
	m->scale = index == REG_NONE ? 1 : (uint8_t)scale;
	regset_add(&o->read, index);
}
static inline void add_writeback(struct insn *o, int64_t step)
{
	o->flags |= INSN_WRITEBACK;
	o->wb = (int32_t)step;
	regset_add(&o->write, o->mem[0].base);
}

extern const uint8_t a64_cond[16]; /* a condition field -> enum cond */

/* The value of a logical immediate (N:immr:imms); false where it is not valid. */
bool a64_bitmask(unsigned n, unsigned immr, unsigned imms, bool wide, uint64_t *value);

/* The operation of a SIMD or SVE instruction, by capstone's id (operations.def). */
enum vector_flags {
	VEC_KNOWN = 1,
	VEC_ACC = 2,   /* the destination is an operand of the arithmetic: the last source, `acc` where op has one */
	VEC_MERGE = 4, /* parts of the destination stay as they were */
	VEC_FLOAT = 8,
	VEC_SIGNED = 16,
	VEC_FLAGS = 32, /* writes NZCV */
};
struct vector_op {
	uint8_t op, flags, cost;
};
const struct vector_op *a64_vector_op(unsigned id);

/* Each returns false where the encoding is not one of its own. */
bool a64_lift_immediate(uint32_t w, struct insn *o);
bool a64_lift_register(uint32_t w, struct insn *o);
bool a64_lift_branch(uint32_t w, struct insn *o);
bool a64_lift_memory(uint32_t w, struct insn *o);
bool a64_lift_vector_memory(uint32_t w, struct insn *o);
bool a64_lift_float(uint32_t w, struct insn *o);
bool a64_lift_vector(uint32_t w, unsigned id, struct insn *o);
bool a64_lift_sve(uint32_t w, unsigned id, struct insn *o);
bool a64_lift_sve_memory(uint32_t w, struct insn *o);
bool a64_take_displacement(uint8_t bytes[static 16], int64_t *displacement);
size_t a64_next_jump(const uint8_t *code, size_t size, uint64_t address, uint64_t low, uint64_t high, uint64_t *target,
                     enum direct_kind *kind); /* jumps.c */
bool a64_decode_missing(cs_insn *in);         /* missing.c */
void a64_lift(csh handle, const cs_insn *in, struct insn *out);

extern const struct core_model model_neoverse_n1, model_neoverse_v1, model_cortex_a72;

#endif
