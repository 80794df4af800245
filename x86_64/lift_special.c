/* lift_special.c: what operands alone do not tell: moves by their operands' kinds, implicit registers, order of
 * sources. */
#include "fixed.h"
#include "lift.h"

/* ---- general moves ----------------------------------------------------------------------------------------------- */

static void lift_mov(struct lifting *l)
{
	struct insn *out = l->out;
	if (out->n_mem) {
		set_cost(l, out->mem[0].flags & MEM_WRITE ? COST_STORE : COST_LOAD);
	} else if (out->n_src && !reg_is_general(out->src[0] | out->dst[0])) {
		out->op = OP_SYSTEM;
		set_cost(l, COST_UNKNOWN);
	} else if (out->n_src) {
		if (out->data_bits == 64)
			out->flags |= INSN_COPY;
		else if (out->data_bits < 32)
			set_cost(l, COST_ALU);
	} else {
		out->op = out->flags & INSN_MERGES ? OP_INSERT_CONST : OP_CONST;
		if (out->flags & INSN_MERGES)
			add_src(out, out->dst[0]);
		set_cost(l, COST_ALU);
	}
}

static void lift_extend(struct lifting *l)
{
	struct insn *out = l->out;
	out->elem_bits = (uint8_t)(l->x->operands[1].size * 8);
	if (!out->n_mem)
		return;
	out->op = OP_MOVE;
	set_cost(l, COST_LOAD);
}

static void lift_lea(struct lifting *l)
{
	const struct memop *m = &l->out->mem[0];
	if (m->base != REG_NONE && m->index != REG_NONE && m->disp)
		set_cost(l, COST_LEA_3);
	else if (m->scale > 1)
		set_cost(l, COST_LEA_SCALED);
}

static void lift_movbe(struct lifting *l)
{
	if (first_is_memory(l))
		set_cost(l, COST_MOVBE_STORE);
}

static void lift_bswap(struct lifting *l)
{
	if (l->out->data_bits == 64)
		set_cost(l, COST_BSWAP64);
}

static void lift_cdqe(struct lifting *l) /* cbw, cwde, cdqe */
{
	struct insn *out = l->out;
	unsigned from = l->in->id == X86_INS_CBW ? 8 : l->in->id == X86_INS_CWDE ? 16 : 32;
	add_src(out, RAX);
	add_dst(out, RAX);
	out->data_bits = (uint16_t)(2 * from);
	out->elem_bits = (uint8_t)from;
	if (from == 8)
		out->flags |= INSN_MERGES;
}

static void lift_cdq(struct lifting *l) /* cwd, cdq, cqo: rdx is filled with rax's sign */
{
	struct insn *out = l->out;
	unsigned bits = l->in->id == X86_INS_CWD ? 16 : l->in->id == X86_INS_CDQ ? 32 : 64;
	add_src(out, RAX);
	add_dst(out, RDX);
	out->imm = bits - 1;
	out->has_imm = true;
	out->data_bits = (uint16_t)bits;
	out->elem_bits = (uint8_t)bits;
	if (bits == 16) {
		out->flags |= INSN_MERGES;
		reads(out, BIT(RDX));
	}
}

static void lift_xchg(struct lifting *l)
{
	struct insn *out = l->out;
	if (out->n_mem) {
		out->flags |= INSN_ATOMIC;
		set_cost(l, COST_LOCKED);
	} else if (out->n_src == 2) {
		make_source_last(out, 0);
	}
}

/* ---- the stack --------------------------------------------------------------------------------------------------- */

static void stack_access(struct insn *out, unsigned flags, int disp, unsigned width, int wb)
{
	out->mem[1] = out->mem[0];
	out->mem[0] = (struct memop){.disp = disp,
	                             .base = RSP,
	                             .index = REG_NONE,
	                             .scale = 1,
	                             .flags = (uint8_t)flags,
	                             .width = (uint16_t)width};
	out->n_mem++;
	out->flags |= INSN_WRITEBACK;
	out->wb = wb;
	reads(out, BIT(RSP));
	writes(out, BIT(RSP));
}

static unsigned stack_width(const struct lifting *l) { return l->x->prefix[2] == X86_PREFIX_OPSIZE ? 2 : 8; }

static void lift_push(struct lifting *l)
{
	unsigned width = stack_width(l);
	stack_access(l->out, MEM_WRITE, -(int)width, width, (int)width * -1);
	l->out->data_bits = (uint16_t)(8 * width);
	l->out->elem_bits = (uint8_t)(8 * width);
}

static void lift_pop(struct lifting *l)
{
	struct insn *out = l->out;
	unsigned width = stack_width(l);
	if (out->n_mem && out->mem[0].base == RSP) /* its address is computed after rsp went up */
		out->mem[0].disp += width;
	stack_access(out, MEM_READ, 0, width, (int)width);
	out->data_bits = (uint16_t)(8 * width);
	out->elem_bits = (uint8_t)(8 * width);
	out->mem_at = 0;
}

static void lift_pushf(struct lifting *l)
{
	reads(l->out, BIT(DF));
	lift_push(l);
}

static void lift_popf(struct lifting *l)
{
	writes(l->out, BIT(DF));
	lift_pop(l);
}

static void lift_leave(struct lifting *l) /* rsp := rbp + 8, rbp := what stood at rbp */
{
	struct insn *out = l->out;
	out->mem[0] = (struct memop){.base = RBP, .index = REG_NONE, .scale = 1, .flags = MEM_READ, .width = 8};
	out->n_mem = 1;
	out->data_bits = out->elem_bits = 64;
	reads(out, BIT(RBP));
	add_dst(out, RBP);
	add_dst(out, RSP);
}

/* ---- control ----------------------------------------------------------------------------------------------------- */

static bool set_target(struct lifting *l)
{
	const cs_x86_op *o = &l->x->operands[0];
	l->out->has_imm = false;
	l->out->imm = 0;
	l->out->data_bits = l->out->elem_bits = 0;
	if (!l->x->op_count || o->type != X86_OP_IMM)
		return false;
	l->out->target = (uint64_t)o->imm;
	return true;
}

/* Far jumps and calls through memory: a segment too, and capstone's width leaves it out. */
static void set_far_width(struct lifting *l)
{
	unsigned kind = l->x->modrm >> 3 & 7;
	if (l->out->n_mem && (kind == 3 || kind == 5))
		l->out->mem[0].width = 0;
}

static void lift_jcc(struct lifting *l)
{
	set_target(l);
	l->out->flow = FLOW_BRANCH;
}
static void lift_jmp(struct lifting *l)
{
	l->out->flow = set_target(l) ? FLOW_JUMP : FLOW_JUMP_INDIRECT;
	set_far_width(l);
}

static void lift_call(struct lifting *l)
{
	l->out->flow = set_target(l) ? FLOW_CALL : FLOW_CALL_INDIRECT;
	set_far_width(l);
	l->out->write = regset_or(l->out->write, isa_x86_64.call_clobbers);
	reads(l->out, BIT(RSP));
}
static void lift_ret(struct lifting *l)
{
	set_target(l);
	l->out->flow = FLOW_RETURN;
	reads(l->out, BIT(RSP));
}
static void lift_loop(struct lifting *l) /* loop, loope, loopne, jrcxz */
{
	unsigned id = l->in->id;
	set_target(l);
	l->out->flow = FLOW_BRANCH;
	l->out->cond = COND_OTHER;
	add_src(l->out, RCX);
	if (id == X86_INS_LOOP || id == X86_INS_LOOPE || id == X86_INS_LOOPNE)
		add_dst(l->out, RCX);
}
static void lift_trap(struct lifting *l)
{
	l->out->flow = FLOW_TRAP;
	l->out->data_bits = l->out->elem_bits = 0;
}

/* ---- arithmetic -------------------------------------------------------------------------------------------------- */

static void lift_inc(struct lifting *l)
{
	l->out->imm = 1;
	l->out->has_imm = true;
}

static void count_of_one(struct lifting *l)
{
	if (l->x->op_count == 1)
		lift_inc(l);
}

static void lift_shift(struct lifting *l)
{
	count_of_one(l);
	if (!l->out->has_imm)
		reads(l->out, BIT(CF) | BIT(OF) | BIT(XF)); /* they stay as they are where cl is 0 */
}

static void lift_rotate(struct lifting *l)
{
	unsigned id = l->in->id;
	count_of_one(l);
	l->out->how = id == X86_INS_ROL ? HOW_LEFT : id == X86_INS_ROR && !l->out->how ? HOW_PLAIN : HOW_OTHER;
	if (!l->out->has_imm)
		reads(l->out, BIT(CF) | BIT(OF));
	else if (l->form->cost == COST_RCL_1 && l->out->imm != 1)
		set_cost(l, COST_RCL_CL);
}

static void lift_cmov(struct lifting *l)
{
	make_source_last(l->out, 0);
	l->out->mem_at = 0;
	l->out->flags |= INSN_MERGES;
}

static void lift_sbb(struct lifting *l) /* sbb r,r: 0 or -1 by CF alone */
{
	const cs_x86_op *o = l->x->operands;
	if (o[0].type != X86_OP_REG || o[1].type != X86_OP_REG || o[0].reg != o[1].reg)
		return;
	l->out->n_src = 0;
	if (!(l->out->flags & INSN_MERGES))
		regset_del(&l->out->read, x86_registers[o[0].reg].reg);
}

static void lift_bt(struct lifting *l) /* a bit number in a register reaches beyond the operand in memory */
{
	if (l->out->n_mem && !l->out->has_imm)
		l->out->mem[0].width = 0;
}

static void partial(struct insn *out)
{
	out->flags |= INSN_MERGES;
	out->read = regset_or(out->read, out->write);
	regset_del(&out->read, CF), regset_del(&out->read, OF), regset_del(&out->read, XF);
}

static void source_first(struct insn *out, reg_t r)
{
	for (unsigned i = out->n_src; i > 0; i--)
		out->src[i] = out->src[i - 1];
	out->src[0] = r;
	out->n_src++;
	out->mem_at++;
	regset_add(&out->read, r);
}

static void lift_mul1(struct lifting *l)
{
	struct insn *out = l->out;
	source_first(out, RAX);
	add_dst(out, RAX);
	if (out->data_bits > 8)
		add_dst(out, RDX);
	if (out->data_bits < 32)
		partial(out);
}

static void lift_imul(struct lifting *l)
{
	struct insn *out = l->out;
	if (l->x->op_count == 3) {
		regset_del(&out->read, out->dst[0]);
		for (unsigned i = 1; i < out->n_src; i++)
			out->src[i - 1] = out->src[i];
		out->n_src--;
		out->mem_at = 0;
		for (unsigned i = 0; i < out->n_src; i++)
			regset_add(&out->read, out->src[i]);
		if (out->n_mem)
			regset_add(&out->read, out->mem[0].base), regset_add(&out->read, out->mem[0].index);
		if (out->data_bits < 32)
			regset_add(&out->read, out->dst[0]);
	} else if (l->x->op_count == 1) { /* rdx:rax = rax * operand; the operand is no destination */
		static const uint16_t cost[4] = {COST_MUL_8, COST_MUL_16, COST_MUL_32, COST_MUL_64};
		set_cost(l, cost[out->cost - COST_IMUL_8]);
		out->n_dst = 0;
		out->flags &= (uint16_t)~INSN_MERGES;
		out->write = (regset){{BIT(CF) | BIT(OF) | BIT(XF), 0}};
		if (out->n_mem)
			out->mem[0].flags = (uint8_t)((out->mem[0].flags & ~MEM_WRITE) | MEM_READ);
		lift_mul1(l);
	}
}

static void lift_mulx(struct lifting *l)
{
	source_first(l->out, RDX);
	set_cost(l, l->out->data_bits == 64 ? COST_MULX64 : COST_MULX32);
}

static void lift_div(struct lifting *l)
{
	struct insn *out = l->out;
	out->flags |= INSN_MAY_TRAP;
	if (out->data_bits > 8)
		source_first(out, RDX);
	source_first(out, RAX);
	add_dst(out, RAX);
	if (out->data_bits > 8)
		add_dst(out, RDX);
	if (out->data_bits < 32)
		partial(out);
}

/* ---- atomics ----------------------------------------------------------------------------------------------------- */

static void lift_xadd(struct lifting *l)
{
	if (l->out->n_mem && l->out->cost != COST_LOCKED)
		set_cost(l, COST_UNKNOWN);
}

static void lift_cmpxchg(struct lifting *l)
{
	add_src(l->out, RAX);
	add_dst(l->out, RAX);
	if (l->out->data_bits < 32)
		l->out->flags |= INSN_MERGES;
	if (l->out->n_mem && l->out->cost != COST_LOCKED)
		set_cost(l, COST_UNKNOWN);
}

static void lift_cmpxchg16b(struct lifting *l)
{
	reads(l->out, BIT(RAX) | BIT(RBX) | BIT(RCX) | BIT(RDX));
	reads(l->out, BIT(XF)); /* all but ZF stay */
	add_dst(l->out, RAX);
	add_dst(l->out, RDX);
}

/* ---- strings ----------------------------------------------------------------------------------------------------- */

struct string_op {
	char name[4];
	uint8_t di, si; /* access of [rdi], of [rsi] */
	uint32_t read, write;
};

static const struct string_op string_ops[] = {
    {"movs", DST, SRC, 0, 0},      {"stos", DST, 0, BIT(RAX), 0}, {"lods", 0, SRC, 0, BIT(RAX)},
    {"scas", SRC, 0, BIT(RAX), 0}, {"cmps", SRC, SRC, 0, 0},      {"ins", DST, 0, BIT(RDX), 0},
    {"outs", 0, SRC, BIT(RDX), 0},
};

static const struct string_op *string_op(const cs_insn *in)
{
	const char *m = in->mnemonic, *space;
	while ((space = __builtin_strchr(m, ' ')))
		m = space + 1;
	for (unsigned i = 0; i + 1 < sizeof string_ops / sizeof *string_ops; i++)
		if (!__builtin_strncmp(m, string_ops[i].name, string_ops[i].name[3] ? 4 : 3))
			return &string_ops[i];
	return &string_ops[sizeof string_ops / sizeof *string_ops - 1];
}

static void string_memory(struct insn *out, reg_t base, unsigned access, unsigned width)
{
	out->mem[out->n_mem++] = (struct memop){.base = base,
	                                        .index = REG_NONE,
	                                        .scale = 1,
	                                        .flags = access & DST ? MEM_WRITE : MEM_READ,
	                                        .width = (uint16_t)width};
	reads(out, BIT(base));
	writes(out, BIT(base));
}

/* capstone's prefix[0] misses the rep of movsd and cmpsd, which share their names with vector instructions. */
static bool repeated(const cs_insn *in)
{
	for (unsigned i = 0; i + 1u < in->size; i++) /* the opcode is the last byte */
		if (in->bytes[i] == X86_PREFIX_REP || in->bytes[i] == X86_PREFIX_REPNE)
			return true;
	return false;
}

static unsigned string_width(const cs_x86 *x)
{
	for (unsigned i = 0; i < x->op_count; i++)
		if (x->operands[i].type == X86_OP_MEM)
			return x->operands[i].size;
	return 0;
}

static void lift_string(struct lifting *l)
{
	struct insn *out = l->out;
	const struct string_op *s = string_op(l->in);
	bool rep = repeated(l->in);
	unsigned width = string_width(l->x);

	out->data_bits = (uint16_t)(8 * width);
	out->elem_bits = (uint8_t)(8 * width);
	if (s->di)
		string_memory(out, RDI, s->di, rep ? 0 : width);
	if (s->si)
		string_memory(out, RSI, s->si, rep ? 0 : width);
	reads(out, s->read | BIT(DF));
	writes(out, s->write);
	if (s->write && width < 4)
		reads(out, s->write);
	if (!rep)
		return;
	reads(out, BIT(RCX));
	writes(out, BIT(RCX));
	out->read = regset_or(out->read, (regset){{out->write.w[0] & (BIT(CF) | BIT(OF) | BIT(XF) | BIT(RAX)), 0}});
}

static void lift_fstring(struct lifting *l) /* movsd and cmpsd: id and mnemonic of two instructions each */
{
	struct insn *out = l->out;
	bool string = l->x->op_count == 2 && first_is_memory(l) && l->x->operands[1].type == X86_OP_MEM;
	if (!string) {
		if (l->form->op == OP_MOVE)
			x86_lift_movs(l);
		return;
	}
	out->op = OP_STRING;
	out->flags = 0;
	out->cost = COST_UNKNOWN;
	out->n_mem = out->n_src = out->n_dst = out->mem_at = 0;
	out->read = out->write = (regset){{0, 0}};
	if (l->form->op == OP_VCMP)
		writes(out, BIT(CF) | BIT(OF) | BIT(XF));
	lift_string(l);
}

/* ---- implicit registers ------------------------------------------------------------------------------------------ */

static const struct {
	uint64_t read, write;
} fixed_sets[N_FIXED] = {
    [FIXED_CLD] = {0, BIT(DF)},
    [FIXED_LAHF] = {BIT(RAX), BIT(RAX)},
    [FIXED_SAHF] = {BIT(RAX), 0},
    [FIXED_XBEGIN] = {0, BIT(RAX)},
    [FIXED_SYSCALL] = {BIT(RAX) | BIT(RDI) | BIT(RSI) | BIT(RDX) | BIT(R10) | BIT(R8) | BIT(R9),
                       BIT(RAX) | BIT(RCX) | BIT(R11)},
    [FIXED_CPUID] = {BIT(RAX) | BIT(RCX), BIT(RAX) | BIT(RBX) | BIT(RCX) | BIT(RDX)},
    [FIXED_RDTSC] = {0, BIT(RAX) | BIT(RDX)},
    [FIXED_RDTSCP] = {0, BIT(RAX) | BIT(RCX) | BIT(RDX)},
    [FIXED_RDPMC] = {BIT(RCX), BIT(RAX) | BIT(RDX)},
    [FIXED_WRMSR] = {BIT(RAX) | BIT(RCX) | BIT(RDX), 0},
    [FIXED_LDMXCSR] = {0, BIT(MXCSR)},
    [FIXED_STMXCSR] = {BIT(MXCSR), 0},
    [FIXED_ENTER] = {BIT(RSP) | BIT(RBP), BIT(RSP) | BIT(RBP)},
    [FIXED_XLATB] = {BIT(RAX) | BIT(RBX), BIT(RAX)},
};

static void lift_fixed(struct lifting *l)
{
	unsigned fixed = l->form->extra;
	reads(l->out, fixed_sets[fixed].read);
	writes(l->out, fixed_sets[fixed].write);
	if (fixed == FIXED_XBEGIN) {
		set_target(l);
		l->out->flow = FLOW_BRANCH;
		l->out->cond = COND_OTHER;
	} else if (fixed == FIXED_XLATB) {
		l->out->mem[0] = (struct memop){
		    .base = RBX, .index = RAX, .scale = 1, .flags = MEM_READ, .width = 1}; /* al, zero extended */
		l->out->n_mem = 1;
	}
}

void (*const x86_specials[N_SPECIAL])(struct lifting *l) = {
    [S_MOV] = lift_mov,
    [S_EXTEND] = lift_extend,
    [S_LEA] = lift_lea,
    [S_INC] = lift_inc,
    [S_SHIFT] = lift_shift,
    [S_ROTATE] = lift_rotate,
    [S_CMOV] = lift_cmov,
    [S_JCC] = lift_jcc,
    [S_JMP] = lift_jmp,
    [S_CALL] = lift_call,
    [S_RET] = lift_ret,
    [S_LOOP] = lift_loop,
    [S_TRAP] = lift_trap,
    [S_PUSH] = lift_push,
    [S_POP] = lift_pop,
    [S_PUSHF] = lift_pushf,
    [S_POPF] = lift_popf,
    [S_LEAVE] = lift_leave,
    [S_MUL1] = lift_mul1,
    [S_IMUL] = lift_imul,
    [S_MULX] = lift_mulx,
    [S_DIV] = lift_div,
    [S_CDQ] = lift_cdq,
    [S_CDQE] = lift_cdqe,
    [S_SBB] = lift_sbb,
    [S_BT] = lift_bt,
    [S_XCHG] = lift_xchg,
    [S_XADD] = lift_xadd,
    [S_CMPXCHG] = lift_cmpxchg,
    [S_CMPXCHG16B] = lift_cmpxchg16b,
    [S_MOVBE] = lift_movbe,
    [S_BSWAP] = lift_bswap,
    [S_STRING] = lift_string,
    [S_FSTRING] = lift_fstring,
    [S_VMOV] = x86_lift_vmov,
    [S_MOVS] = x86_lift_movs,
    [S_MOVQ] = x86_lift_movq,
    [S_HALF] = x86_lift_half,
    [S_FMA132] = x86_lift_fma132,
    [S_FMA213] = x86_lift_fma213,
    [S_FMA231] = x86_lift_fma231,
    [S_MADD] = x86_lift_fma231,
    [S_XMM0] = x86_lift_xmm0,
    [S_TERNLOG] = x86_lift_ternlog,
    [S_FCOMI] = x86_lift_fcomi,
    [S_GFNI] = x86_lift_gfni,
    [S_PTEST] = x86_lift_ptest,
    [S_VCMP] = x86_lift_vcmp,
    [S_GATHER] = x86_lift_gather,
    [S_SCATTER] = x86_lift_scatter,
    [S_VSHIFT] = x86_lift_vshift,
    [S_BROADCAST] = x86_lift_broadcast,
    [S_INSERT] = x86_lift_insert,
    [S_EXTRACT] = x86_lift_extract,
    [S_PINSR] = x86_lift_pinsr,
    [S_PEXTR] = x86_lift_pextr,
    [S_CVT] = x86_lift_cvt,
    [S_KMOV] = x86_lift_kmov,
    [S_VECALL] = x86_lift_vecall,
    [S_PCMPSTR] = x86_lift_pcmpstr,
    [S_MASKMOV] = x86_lift_maskmov,
    [S_X87] = x86_lift_x87,
    [S_FIXED] = lift_fixed,
};
