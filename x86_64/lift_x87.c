/* lift_x87.c: x87 instructions: positions on the register stack, status and control words. */
#include "lift.h"

#include <string.h>

/* The stack register among the operands that is not the implied st(0); capstone names st(0) first or last, or not. */
static reg_t stack_operand(const cs_x86 *x)
{
	reg_t found = REG_NONE;
	for (unsigned i = 0; i < x->op_count; i++) {
		if (x->operands[i].type != X86_OP_REG)
			continue;
		reg_t r = x86_registers[x->operands[i].reg].reg;
		if (found == REG_NONE || r != ST0)
			found = r;
	}
	return found;
}

/* st(i) = st(i) op st(0) where two are named or it pops, else st(0) = st(0) op operand. */
static void arithmetic(struct lifting *l, reg_t operand)
{
	struct insn *out = l->out;
	const char *m = l->in->mnemonic;
	bool to_operand = operand != REG_NONE && (l->x->op_count == 2 || m[strlen(m) - 1] == 'p');
	add_dst(out, to_operand ? operand : (reg_t)ST0);
	add_src(out, ST0);
	if (operand != REG_NONE)
		add_src(out, operand);
}

static void words(struct insn *out, unsigned w)
{
	reads(out, (w & XS_R ? BIT(FPSW) : 0) | (w & XC_R ? BIT(FPCW) : 0));
	writes(out, (w & XS_W ? BIT(FPSW) : 0) | (w & XC_W ? BIT(FPCW) : 0));
	uint64_t all = 0xffull << (ST0 - 64);
	out->read.w[1] |= w & X_ALL_R ? all : 0;
	out->write.w[1] |= w & X_ALL_W ? all : 0;
}

void x86_lift_x87(struct lifting *l)
{
	struct insn *out = l->out;
	unsigned use = l->form->extra;
	reg_t operand = stack_operand(l->x);

	out->data_bits = out->elem_bits = 80;
	if (out->op == OP_MOVE || out->op == OP_CONST)
		out->flags &= (uint16_t)~INSN_FLOAT;
	for (unsigned i = 0; i < l->x->op_count; i++)
		if (l->x->operands[i].type == X86_OP_MEM) {
			x86_add_memory(l, &l->x->operands[i], use & X_MEMW ? DST : SRC);
			out->mem_at = use & X_ARITH ? 1 : 0;
		}
	if (use & X_ARITH)
		arithmetic(l, operand);
	if (use & X_W0)
		add_dst(out, ST0);
	if (use & X_W1)
		add_dst(out, ST0 + 1);
	if (operand != REG_NONE && use & X_OPW)
		add_dst(out, operand);
	if (operand != REG_NONE && use & X_OPR)
		add_src(out, operand);
	if (use & X_R0)
		add_src(out, ST0);
	if (use & X_R1)
		add_src(out, ST0 + 1);
	if (operand == RAX) { /* fnstsw ax */
		out->flags |= INSN_MERGES;
		reads(out, BIT(RAX));
	}
	words(out, l->form->elem);
}
