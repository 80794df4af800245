/* lift.c: from a decoded AArch64 instruction to the neutral one. */
#include "lift.h"

#include <string.h>

static reg_t reg_of_capstone(unsigned reg)
{
	static const struct {
		uint16_t first, last;
		uint8_t number;
	} ranges[] = {
	    {ARM64_REG_W0, ARM64_REG_W30, 0},           {ARM64_REG_X0, ARM64_REG_X28, 0},
	    {ARM64_REG_B0, ARM64_REG_B31, REG_VECTOR},  {ARM64_REG_H0, ARM64_REG_H31, REG_VECTOR},
	    {ARM64_REG_S0, ARM64_REG_S31, REG_VECTOR},  {ARM64_REG_D0, ARM64_REG_D31, REG_VECTOR},
	    {ARM64_REG_Q0, ARM64_REG_Q31, REG_VECTOR},  {ARM64_REG_V0, ARM64_REG_V31, REG_VECTOR},
	    {ARM64_REG_Z0, ARM64_REG_Z31, REG_VECTOR},  {ARM64_REG_P0, ARM64_REG_P15, REG_MASK},
	    {ARM64_REG_FP, ARM64_REG_FP, A64_FP},       {ARM64_REG_LR, ARM64_REG_LR, A64_LR},
	    {ARM64_REG_SP, ARM64_REG_SP, A64_SP},       {ARM64_REG_WSP, ARM64_REG_WSP, A64_SP},
	    {ARM64_REG_NZCV, ARM64_REG_NZCV, A64_NZCV}, {ARM64_REG_FFR, ARM64_REG_FFR, A64_FFR},
	};
	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
		if (reg >= ranges[i].first && reg <= ranges[i].last)
			return (reg_t)(ranges[i].number + (reg - ranges[i].first));
	return REG_NONE;
}

/* An encoding that no file of the lifter knows: what capstone says about its registers. */
static void lift_unknown(csh handle, const cs_insn *in, struct insn *o)
{
	cs_regs read, write;
	uint8_t n_read = 0, n_write = 0;
	if (!in->detail || cs_regs_access(handle, in, read, &n_read, write, &n_write))
		return;
	for (unsigned i = 0; i < n_read; i++)
		regset_add(&o->read, reg_of_capstone(read[i]));
	for (unsigned i = 0; i < n_write; i++)
		regset_add(&o->write, reg_of_capstone(write[i]));
}

static void clear(const cs_insn *in, struct insn *o)
{
	memset(o, 0, sizeof *o);
	o->address = in->address;
	o->size = 4;
	o->sym = -1;
	o->acc = INSN_MAX_REGS;
	o->op = OP_OTHER;
	o->cost = COST_UNKNOWN;
}

static bool lift_word(uint32_t w, unsigned id, struct insn *o)
{
	switch (field(w, 28, 25)) {
	case 0: /* udf is all of it that is allocated outside SME */
		o->op = OP_BRANCH;
		o->flow = FLOW_TRAP;
		o->cost = COST_SYSTEM;
		set_imm(o, field(w, 15, 0));
		return !(w >> 16);
	case 2:
		return a64_lift_sve(w, id, o);
	case 8:
	case 9:
		return a64_lift_immediate(w, o);
	case 10:
	case 11:
		return a64_lift_branch(w, o);
	case 4:
	case 6:
	case 12:
	case 14:
		return a64_lift_memory(w, o);
	case 5:
	case 13:
		return a64_lift_register(w, o);
	case 15:
		return bit(w, 30) ? a64_lift_vector(w, id, o) : a64_lift_float(w, o);
	case 7:
		return a64_lift_vector(w, id, o);
	default:
		return false;
	}
}

void a64_lift(csh handle, const cs_insn *in, struct insn *o)
{
	uint32_t w = in->bytes[0] | in->bytes[1] << 8 | in->bytes[2] << 16 | (uint32_t)in->bytes[3] << 24;
	clear(in, o);
	if (!lift_word(w, in->id, o)) {
		clear(in, o);
		lift_unknown(handle, in, o);
	}
}
