/* lift_branch.c: branches, exceptions, hints and system instructions (Arm ARM C4.1.93). */
#include "lift.h"

const uint8_t a64_cond[16] = {COND_EQ,       COND_NE,          COND_UGE,  COND_ULT, COND_NEGATIVE, COND_POSITIVE,
                              COND_OVERFLOW, COND_NO_OVERFLOW, COND_UGT,  COND_ULE, COND_SGE,      COND_SLT,
                              COND_SGT,      COND_SLE,         COND_NONE, COND_NONE};

static void clobber_for_call(struct insn *o)
{
	regset_add(&o->write, A64_LR);
	o->write = regset_or(o->write, isa_aarch64.call_clobbers);
}

static bool lift_direct(uint32_t w, struct insn *o)
{
	bool call = bit(w, 31);
	o->flow = call ? FLOW_CALL : FLOW_JUMP;
	o->target = o->address + (uint64_t)(signed_field(w, 25, 0) * 4);
	o->cost = call ? COST_BRANCH_LINK : COST_BRANCH;
	if (call)
		clobber_for_call(o);
	return true;
}

static bool lift_conditional(uint32_t w, struct insn *o)
{
	o->cond = a64_cond[field(w, 3, 0)];
	o->flow = o->cond == COND_NONE ? FLOW_JUMP : FLOW_BRANCH; /* al, nv: always */
	o->target = o->address + (uint64_t)(signed_field(w, 23, 5) * 4);
	o->cost = COST_BRANCH;
	if (o->cond != COND_NONE)
		regset_add(&o->read, A64_NZCV);
	return true;
}

static bool lift_compare_branch(uint32_t w, struct insn *o)
{
	o->cond = bit(w, 24) ? COND_NE : COND_EQ;
	o->flow = FLOW_BRANCH;
	o->target = o->address + (uint64_t)(signed_field(w, 23, 5) * 4);
	o->cost = COST_BRANCH;
	set_width(o, bit(w, 31) ? 64 : 32);
	set_imm(o, 0);
	add_src(o, reg_x(w));
	return true;
}

static bool lift_test_branch(uint32_t w, struct insn *o)
{
	o->cond = bit(w, 24) ? COND_BIT_SET : COND_BIT_CLEAR;
	o->flow = FLOW_BRANCH;
	o->target = o->address + (uint64_t)(signed_field(w, 18, 5) * 4);
	o->cost = COST_BRANCH;
	set_width(o, bit(w, 31) ? 64 : 32);
	set_imm(o, bit(w, 31) * 32 + field(w, 23, 19));
	add_src(o, reg_x(w));
	return true;
}

static bool lift_exception(uint32_t w, struct insn *o)
{
	unsigned opc = field(w, 23, 21);
	set_imm(o, field(w, 20, 5));
	o->op = OP_SYSTEM;
	o->cost = COST_SYSTEM;
	if (opc == 1 || opc == 2) { /* brk, hlt */
		o->op = OP_BRANCH;
		o->flow = FLOW_TRAP;
		return true;
	}
	if (opc == 0 && field(w, 1, 0) == 1) { /* svc: Linux takes x8 and x0..x5, and answers in x0 */
		for (reg_t r = 0; r < 6; r++)
			regset_add(&o->read, r);
		regset_add(&o->read, 8);
		regset_add(&o->write, 0);
	}
	return true;
}

/* Pointer authentication among the hints: what it signs, and with which modifier. */
static bool lift_pac_hint(unsigned hint, struct insn *o)
{
	bool x17 = hint >= 8 && hint <= 15 && !(hint & 1), link = hint >= 24 && hint <= 31;
	if (hint != 7 && !x17 && !link)
		return false;
	o->op = OP_OTHER;
	o->cost = COST_PAC;
	set_width(o, 64);
	add_src(o, x17 ? 17 : A64_LR);
	add_dst(o, x17 ? 17 : A64_LR);
	if (x17)
		add_src(o, 16);
	else if (link && (hint & 1))
		add_src(o, A64_SP);
	return true;
}

static bool lift_move_system(uint32_t w, struct insn *o)
{
	enum { SYSREG_NZCV = 0x5a10, SYSREG_RNDR = 0x5920, SYSREG_RNDRRS = 0x5921 };
	unsigned name = field(w, 19, 5) | 1u << 15;
	reg_t special = (name & 0x7fff) == SYSREG_NZCV ? A64_NZCV : A64_SYSTEM;
	o->op = OP_SYSTEM;
	o->cost = COST_SYSTEM;
	set_width(o, 64);
	if (bit(w, 21)) {
		regset_add(&o->read, special);
		add_result(o, reg_x(w));
		if ((name & 0x7fff) == SYSREG_RNDR || (name & 0x7fff) == SYSREG_RNDRRS)
			regset_add(&o->write, A64_NZCV);
	} else {
		add_src(o, reg_x(w));
		regset_add(&o->write, special);
	}
	return true;
}

/* sys and sysl: cache, address translation and the like; dc zva writes a block of zeros. */
static bool lift_sys(uint32_t w, struct insn *o)
{
	enum { DC_ZVA = 0x1ba1, DC_GVA = 0x1ba3, DC_GZVA = 0x1ba4 }; /* op1:CRn:CRm:op2 */
	unsigned name = field(w, 18, 5);
	o->op = OP_SYSTEM;
	o->cost = COST_SYSTEM;
	set_width(o, 64);
	if (bit(w, 21)) {
		add_result(o, reg_x(w));
	} else if (name == DC_ZVA || name == DC_GVA || name == DC_GZVA) {
		add_mem(o, reg_x(w), 0, 0, MEM_WRITE);
	} else {
		add_src(o, reg_x(w));
	}
	return true;
}

static bool lift_system(uint32_t w, struct insn *o)
{
	if (field(w, 31, 12) == 0xd5032) {
		o->op = OP_NOP;
		o->cost = COST_NOP;
		lift_pac_hint(field(w, 11, 5), o);
		return true;
	}
	if (field(w, 31, 12) == 0xd5033) { /* barriers, clrex, sb */
		o->op = OP_FENCE;
		o->cost = COST_BARRIER;
		return true;
	}
	if (field(w, 31, 19) == 0x1aa0 && field(w, 15, 12) == 4) { /* msr of a PSTATE field; cfinv, xaflag, axflag */
		o->op = OP_SYSTEM;
		o->cost = COST_SYSTEM;
		if (field(w, 18, 16) == 0 && field(w, 7, 5) <= 2) {
			o->op = OP_OTHER;
			o->cost = COST_ALU_FLAGS;
			regset_add(&o->read, A64_NZCV);
			regset_add(&o->write, A64_NZCV);
		}
		return true;
	}
	if (bit(w, 20))
		return lift_move_system(w, o);
	return field(w, 20, 19) == 1 && lift_sys(w, o);
}

static bool lift_branch_register(uint32_t w, struct insn *o)
{
	unsigned opc = field(w, 24, 21), kind = opc & 7;
	bool authenticated = bit(w, 11), modifier = bit(w, 24);
	if (opc == 4) { /* eret, eretaa: out of an exception */
		o->flow = FLOW_RETURN;
		o->cost = COST_BRANCH_REG;
		return true;
	}
	if (kind > 2 || field(w, 20, 16) != 31 || field(w, 15, 12))
		return false;
	static const uint8_t flows[3] = {FLOW_JUMP_INDIRECT, FLOW_CALL_INDIRECT, FLOW_RETURN};
	o->flow = flows[kind];
	o->cost = kind == 1 ? COST_BRANCH_LINK : COST_BRANCH_REG;
	set_width(o, 64);
	if (kind == 2 && authenticated) { /* retaa */
		add_src(o, A64_LR);
		regset_add(&o->read, A64_SP);
		return true;
	}
	add_src(o, reg_x(w >> 5));
	if (modifier)
		regset_add(&o->read, (reg_t)field(w, 4, 0));
	if (kind == 1)
		clobber_for_call(o);
	return true;
}

bool a64_lift_branch(uint32_t w, struct insn *o)
{
	o->op = OP_BRANCH;
	switch (field(w, 31, 25)) {
	case 0x1a:
	case 0x5a:
		return lift_compare_branch(w, o);
	case 0x1b:
	case 0x5b:
		return lift_test_branch(w, o);
	case 0x2a:
		return !bit(w, 24) && lift_conditional(w, o);
	case 0x6a:
		return bit(w, 24) ? lift_system(w, o) : lift_exception(w, o);
	case 0x6b:
		return lift_branch_register(w, o);
	default:
		return field(w, 30, 26) == 5 && lift_direct(w, o);
	}
}
