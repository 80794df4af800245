/* lift_vector.c: what the operands of vector instructions alone do not tell. */
#include "lift.h"

/* ---- vector moves ------------------------------------------------------------------------------------------------ */

static void load_or_store(struct lifting *l)
{
	if (l->out->mem[0].flags & MEM_WRITE)
		set_cost(l, COST_VSTORE + wide(l));
	else
		set_cost(l, l->out->flags & INSN_PACKED ? COST_VLOAD + wide(l) : COST_VLOAD_SCALAR);
}

void x86_lift_vmov(struct lifting *l)
{
	struct insn *out = l->out;
	if (out->n_mem)
		load_or_store(l);
	else if (!(out->flags & INSN_MASKED))
		out->flags |= INSN_COPY;
	else
		set_cost(l, COST_VBLEND + wide(l));
}

void x86_lift_movs(struct lifting *l) /* movss, movsd: loads clear the rest, register moves keep it */
{
	struct insn *out = l->out;
	if (out->n_mem) {
		load_or_store(l);
	} else if (out->n_src == 2) { /* VEX: the rest comes from the first source */
		drop_source(out, 0);
	} else {
		out->flags |= INSN_MERGES;
		regset_add(&out->read, out->dst[0]);
	}
}

void x86_lift_movq(struct lifting *l) /* movd, movq */
{
	struct insn *out = l->out;
	if (out->n_mem) {
		out->data_bits = (uint16_t)(out->mem[0].width * 8);
		out->elem_bits = (uint8_t)out->data_bits;
		load_or_store(l);
		return;
	}
	if (!out->n_dst || !out->n_src)
		return;
	if (reg_is_general(out->dst[0]) || reg_is_general(out->src[0])) {
		bool to_general = reg_is_general(out->dst[0]);
		out->op = OP_TRANSFER;
		out->data_bits = (uint16_t)(l->x->operands[to_general ? 0 : 1].size * 8);
		out->elem_bits = (uint8_t)out->data_bits;
		set_cost(l, to_general ? COST_MOVD_FROM_VEC : COST_MOVD_TO_VEC);
	} else {
		set_cost(l, COST_MOVQ_RR);
	}
}

void x86_lift_half(struct lifting *l) /* movlps, movhps */
{
	struct insn *out = l->out;
	unsigned id = l->in->id;
	if (!first_is_memory(l))
		return;
	set_cost(l, COST_VSTORE);
	if (id == X86_INS_MOVLPS || id == X86_INS_MOVLPD || id == X86_INS_VMOVLPS || id == X86_INS_VMOVLPD)
		out->op = OP_MOVE;
}

void x86_lift_maskmov(struct lifting *l)
{
	struct insn *out = l->out;
	out->flags |= INSN_MASKED;
	if (!out->n_mem) { /* maskmovdqu: to [rdi] */
		out->mem[out->n_mem++] = (struct memop){
		    .base = RDI, .index = REG_NONE, .scale = 1, .flags = MEM_WRITE, .width = out->vec_bits / 8};
		reads(out, BIT(RDI));
	} else if (first_is_memory(l)) {
		set_cost(l, COST_MASKMOV_STORE + wide(l));
	}
}

void x86_lift_kmov(struct lifting *l)
{
	struct insn *out = l->out;
	if (out->n_mem) {
		out->op = OP_MOVE;
		set_cost(l, out->mem[0].flags & MEM_WRITE ? COST_STORE : COST_LOAD);
	} else if (reg_is_general(out->dst[0])) {
		set_cost(l, COST_KMOV_FROM_K);
	} else if (reg_is_general(out->src[0])) {
		set_cost(l, COST_KMOV_TO_K);
	} else {
		out->op = OP_MOVE;
		if (out->data_bits == 64)
			out->flags |= INSN_COPY;
	}
}

/* ---- vector arithmetic ------------------------------------------------------------------------------------------- */

void x86_lift_fma213(struct lifting *l) /* a = b * a + c */
{
	l->out->acc = has_read(l) ? INSN_MAX_REGS : 2;
	l->out->flags |= INSN_MERGES;
}

void x86_lift_fma132(struct lifting *l) /* a = a * c + b */
{
	make_source_last(l->out, 1);
	l->out->acc = (uint8_t)(l->out->n_src - 1);
	l->out->mem_at = 1;
	l->out->flags |= INSN_MERGES;
}

void x86_lift_fma231(struct lifting *l) /* a = b * c + a; dot products and multiply-adds alike */
{
	make_source_last(l->out, 0);
	l->out->acc = (uint8_t)(l->out->n_src - 1);
	l->out->mem_at = 1;
	l->out->flags |= INSN_MERGES;
}

void x86_lift_xmm0(struct lifting *l) /* blendvps, sha256rnds2: xmm0 is in the text, not among the operands */
{
	if (l->x->op_count == 2)
		add_src(l->out, XMM0);
}

void x86_lift_ternlog(struct lifting *l) /* truth tables that depend on nothing: all zeros, all ones */
{
	struct insn *out = l->out;
	uint8_t table = (uint8_t)out->imm;
	if (out->flags & INSN_MASKED || out->n_mem || (table != 0 && table != 0xff))
		return;
	out->op = OP_CONST;
	out->imm = table ? -1 : 0;
	out->n_src = 0;
	out->read = (regset){{0, 0}};
}

void x86_lift_fcomi(struct lifting *l) /* capstone: 16 bytes for comisd */
{
	if (l->out->n_mem)
		l->out->mem[0].width = l->form->elem / 8;
}

void x86_lift_gfni(struct lifting *l) /* bytes by a matrix of 64 bits, which is what is broadcast; capstone: 1 byte */
{
	const cs_x86_op *o = l->x->operands;
	for (unsigned i = 0; i < l->x->op_count; i++)
		if (o[i].avx_bcast != X86_AVX_BCAST_INVALID)
			l->out->mem[0].width = 8;
}

void x86_lift_ptest(struct lifting *l)
{
	if (wide(l))
		set_cost(l, COST_PTEST_Y);
}

void x86_lift_vcmp(struct lifting *l) /* EVEX: to a mask */
{
	struct insn *out = l->out;
	if (out->op != OP_VCMP || !reg_is_mask(out->dst[0]))
		return;
	set_cost(l, (out->flags & INSN_FLOAT ? COST_FCMP_K : COST_VCMP_K) + wide(l));
}

void x86_lift_gather(struct lifting *l)
{
	struct insn *out = l->out;
	out->mem[0].flags |= MEM_VECTOR_INDEX;
	out->mem[0].width = 0;
	out->flags |= INSN_MASKED | INSN_MERGES;
	if (l->x->op_count > 1 && l->x->operands[1].type == X86_OP_REG) /* EVEX: the mask is used up */
		regset_add(&out->write, x86_registers[l->x->operands[1].reg].reg);
}

void x86_lift_scatter(struct lifting *l) { x86_lift_gather(l), l->out->flags &= (uint16_t)~INSN_MERGES; }

void x86_lift_vshift(struct lifting *l)
{
	if (!l->out->has_imm)
		set_cost(l, COST_VSHIFT_COUNT + wide(l));
}

void x86_lift_broadcast(struct lifting *l)
{
	unsigned from = l->form->cost == COST_VBROADCAST_B ? COST_VBROADCAST_BLOAD : COST_VBROADCAST_LOAD;
	if (l->out->n_mem)
		set_cost(l, from + wide(l));
	else if (l->out->n_src && reg_is_general(l->out->src[0]))
		set_cost(l, COST_VBROADCAST_GPR + wide(l));
}

void x86_lift_insert(struct lifting *l)
{
	if (l->out->n_mem)
		set_cost(l, COST_VINSERT_LOAD + wide(l));
}
void x86_lift_extract(struct lifting *l)
{
	if (l->out->n_mem)
		set_cost(l, COST_VEXTRACT_STORE + wide(l));
}
void x86_lift_pinsr(struct lifting *l)
{
	if (l->out->n_mem)
		set_cost(l, COST_PINSR_LOAD);
}
void x86_lift_pextr(struct lifting *l)
{
	if (!l->out->n_mem)
		return;
	l->out->op = OP_SHUFFLE;
	set_cost(l, COST_PEXTR_STORE);
}

void x86_lift_cvt(struct lifting *l) /* to and from general registers */
{
	if (l->form->cost == COST_FCVT_FROM_GPR && l->out->n_mem)
		set_cost(l, COST_FCVT);
}

void x86_lift_vecall(struct lifting *l) { l->out->write.w[1] |= 0xffff; }

void x86_lift_pcmpstr(struct lifting *l)
{
	struct insn *out = l->out;
	const char *m = l->in->mnemonic + (*l->in->mnemonic == 'v');
	if (m[4] == 'e')
		reads(out, BIT(RAX) | BIT(RDX));
	if (m[8] == 'i')
		add_dst(out, RCX);
	else
		add_dst(out, XMM0);
}
