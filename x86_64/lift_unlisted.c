/* lift_unlisted.c: instructions without a row in the table: register sets as capstone has them, kind and cost unknown.
 */
#include "lift.h"

static void add_list(regset *set, const uint16_t *list, unsigned n)
{
	for (unsigned i = 0; i < n; i++) {
		if (list[i] >= X86_REG_ENDING)
			continue;
		if (list[i] == X86_REG_EFLAGS)
			set->w[0] |= BIT(CF) | BIT(OF) | BIT(XF);
		else
			regset_add(set, x86_registers[list[i]].reg);
	}
}

void x86_lift_unlisted(csh handle, const cs_insn *in, struct insn *out)
{
	const cs_x86 *x = &in->detail->x86;
	struct lifting l = {in, x, &x86_forms[X86_INS_INVALID], out};
	cs_regs r, w;
	uint8_t n_r = 0, n_w = 0;

	out->op = OP_OTHER;
	out->cost = COST_UNKNOWN;
	if (cs_regs_access(handle, in, r, &n_r, w, &n_w) == CS_ERR_OK) {
		add_list(&out->read, r, n_r);
		add_list(&out->write, w, n_w);
	}
	for (unsigned i = 0; i < x->op_count; i++) {
		const cs_x86_op *o = &x->operands[i];
		unsigned access = ((o->access & CS_AC_READ) ? SRC : 0) | ((o->access & CS_AC_WRITE) ? DST : 0);
		if (o->type == X86_OP_MEM)
			x86_add_memory(&l, o, access ? access : ADDR);
		else if (o->type == X86_OP_IMM)
			out->imm = o->imm, out->has_imm = true;
		else if (o->type == X86_OP_REG && access & SRC)
			add_src(out, x86_registers[o->reg].reg);
		if (o->type == X86_OP_REG && access & DST)
			add_dst(out, x86_registers[o->reg].reg);
	}
	if (x->op_count)
		out->data_bits = (uint16_t)(x->operands[0].size * 8);
}
