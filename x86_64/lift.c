/* lift.c: capstone's x86_64 instruction to a neutral one, by its row in the table of forms. */
#include "lift.h"

#include <string.h>

static const struct insn blank = {
    .sym = -1,
    .acc = INSN_MAX_REGS,
    .mem = {{.base = REG_NONE, .index = REG_NONE, .scale = 1}, {.base = REG_NONE, .index = REG_NONE, .scale = 1}},
};

/* capstone gives compares whose predicate is spelled in the mnemonic (cmpneqsd, vpcmpleub) ids of quite other
 * instructions; the mnemonic is right. Its last letters tell the element. */
static unsigned compare_id(const cs_insn *in)
{
	const char *m = in->mnemonic;
	bool vex = *m == 'v', integer = m[vex] == 'p';
	size_t n = strlen(m);
	char last = m[n - 1], before = m[n - 2];

	if (!integer) {
		static const uint16_t id[2][4] = {{X86_INS_CMPPS, X86_INS_CMPPD, X86_INS_CMPSS, X86_INS_CMPSD},
		                                  {X86_INS_VCMPPS, X86_INS_VCMPPD, X86_INS_VCMPSS, X86_INS_VCMPSD}};
		return id[vex][2 * (before == 's') + (last == 'd')];
	}
	static const uint16_t id[2][4] = {{X86_INS_VPCMPB, X86_INS_VPCMPW, X86_INS_VPCMPD, X86_INS_VPCMPQ},
	                                  {X86_INS_VPCMPUB, X86_INS_VPCMPUW, X86_INS_VPCMPUD, X86_INS_VPCMPUQ}};
	return id[before == 'u'][last == 'b' ? 0 : last == 'w' ? 1 : last == 'd' ? 2 : 3];
}

/* The vector compares, those that are spelled as one instruction with an own id excepted. */
static bool is_vector_compare(const cs_insn *in)
{
	const char *m = in->mnemonic;
	if (memcmp(m, "vpcmp", 5) == 0)
		return memcmp(m + 5, "eq", 2) != 0 && memcmp(m + 5, "gt", 2) != 0 && memcmp(m + 5, "est", 3) != 0 &&
		       memcmp(m + 5, "ist", 3) != 0;
	if (*m == 'v')
		return memcmp(m, "vcmp", 4) == 0;
	const cs_x86_op *o = &in->detail->x86.operands[0];
	return o->type == X86_OP_REG && reg_is_vector(x86_registers[o->reg].reg);
}

static const struct form *form_of(const cs_insn *in)
{
	unsigned id = in->id;
	const char *m = in->mnemonic;
	if ((*m == 'v' && (m[1] == 'c' || m[1] == 'p') && m[2] == (m[1] == 'c' ? 'm' : 'c')) ||
	    (*m == 'c' && m[1] == 'm' && m[2] == 'p' && id != X86_INS_CMP)) {
		if (is_vector_compare(in))
			id = compare_id(in);
		else if (memcmp(m, "vpcmpeq", 7) == 0) /* vpcmpequb and vpcmpeqb alike: ids of anything */
			id = m[7] == 'u' ? compare_id(in)
			                 : (unsigned)(m[7] == 'b'   ? X86_INS_VPCMPEQB
			                              : m[7] == 'w' ? X86_INS_VPCMPEQW
			                              : m[7] == 'd' ? X86_INS_VPCMPEQD
			                                            : X86_INS_VPCMPEQQ);
	}
	return &x86_forms[id < X86_INS_ENDING ? id : X86_INS_INVALID];
}

struct memop *x86_add_memory(struct lifting *l, const cs_x86_op *o, unsigned access)
{
	static struct memop overflow;
	struct insn *out = l->out;
	struct memop *m = out->n_mem < 2 ? &out->mem[out->n_mem++] : &overflow;
	const struct x86_register *base = &x86_registers[o->mem.base], *index = &x86_registers[o->mem.index];

	*m = (struct memop){.disp = o->mem.disp,
	                    .base = base->reg,
	                    .index = index->reg,
	                    .scale = index->reg == REG_NONE ? 1 : (uint8_t)o->mem.scale,
	                    .width = o->size};
	if (access == ADDR)
		m->flags = MEM_ADDRESS, m->width = 0;
	else
		m->flags = (uint8_t)((access & SRC || (access & MERGE) == READ ? MEM_READ : 0) |
		                     (access & DST ? MEM_WRITE : 0));
	if (o->mem.base == X86_REG_RIP || o->mem.base == X86_REG_EIP) {
		m->flags |= MEM_PC_RELATIVE;
		m->disp += (int64_t)(l->in->address + l->in->size);
	}
	if (o->mem.segment == X86_REG_FS || o->mem.segment == X86_REG_GS)
		m->flags |= MEM_TLS;
	if (reg_is_vector(index->reg))
		m->flags |= MEM_VECTOR_INDEX;
	regset_add(&out->read, base->reg);
	regset_add(&out->read, index->reg);
	return m;
}

static void add_register(struct insn *out, const struct x86_register *r, unsigned access)
{
	if (r->high)
		out->how = access & DST || out->how == HOW_OTHER || out->n_src ? HOW_OTHER : HOW_HIGH;
	if (access & SRC)
		add_src(out, r->reg);
	if (access & READ)
		regset_add(&out->read, r->reg);
	if (access & WRITE)
		regset_add(&out->write, r->reg);
	if (access & DST) {
		add_dst(out, r->reg);
		if ((reg_is_general(r->reg) && r->bytes < 4) || access & READ) {
			out->flags |= INSN_MERGES;
			regset_add(&out->read, r->reg);
		}
	}
}

/* Widths of what operands() saw. */
struct widths {
	unsigned first, vector; /* bytes */
	bool masked, zeroing;
};

static struct widths operands(struct lifting *l)
{
	const cs_x86 *x = l->x;
	struct insn *out = l->out;
	struct widths w = {0, 0, false, false};
	unsigned access = l->form->access;

	for (unsigned i = 0; i < x->op_count; i++) {
		const cs_x86_op *o = &x->operands[i];
		w.zeroing |= o->avx_zero_opmask;
		if (o->type == X86_OP_REG) {
			const struct x86_register *r = &x86_registers[o->reg];
			if (i > 0 && reg_is_mask(r->reg) && !(l->form->trait & T_MASKS)) {
				w.masked = true;
				regset_add(&out->read, r->reg);
				continue;
			}
			add_register(out, r, access & 15);
			if (r->reg >= REG_VECTOR && !reg_is_mask(r->reg) && r->bytes > w.vector)
				w.vector = r->bytes;
		} else if (o->type == X86_OP_IMM) {
			/* capstone gives 32-bit immediates of 32-bit operations without their sign. */
			out->imm = o->size == 4 ? (int32_t)o->imm : o->imm;
			out->has_imm = true;
		} else if (access & 15) {
			if (access & (SRC | READ))
				out->mem_at = out->n_src;
			x86_add_memory(l, o, access & 15);
		}
		access >>= 4;
	}
	w.first = x->op_count ? x->operands[0].size : 0;
	return w;
}

static void set_widths(struct lifting *l, const struct widths *w)
{
	struct insn *out = l->out;
	const struct form *f = l->form;
	if (out->flags & INSN_PACKED) {
		out->vec_bits = (uint16_t)(w->vector * 8);
		out->data_bits = out->vec_bits;
		out->elem_bits = f->elem;
	} else {
		out->data_bits = f->elem ? f->elem : (uint16_t)(w->first * 8);
		out->elem_bits = out->data_bits > 128 ? 128 : (uint8_t)out->data_bits;
	}
	if (f->trait & T_WIDE)
		out->cost += (uint16_t)((w->vector > 16) + (w->vector > 32));
	else if (f->trait & T_SIZED)
		out->cost += (uint16_t)(w->first >= 8 ? 3 : w->first >> 1);
}

static void set_mask(struct lifting *l, const struct widths *w)
{
	struct insn *out = l->out;
	out->flags |= INSN_MASKED;
	if (w->zeroing || l->form->trait & T_BLEND || !out->n_dst || !reg_is_vector(out->dst[0]))
		return;
	out->flags |= INSN_MERGES;
	regset_add(&out->read, out->dst[0]);
}

/* x - x, x ^ x, x == x: a constant, and what x was does not matter. */
static void set_idiom(struct lifting *l)
{
	struct insn *out = l->out;
	const cs_x86 *x = l->x;
	const cs_x86_op *a = &x->operands[x->op_count - 2], *b = a + 1;
	if (x->op_count < 2 || a->type != X86_OP_REG || b->type != X86_OP_REG || a->reg != b->reg ||
	    out->flags & INSN_MASKED)
		return;
	out->op = OP_CONST;
	out->imm = l->form->trait & T_ONES ? -1 : 0;
	out->has_imm = true;
	out->n_src = 0;
	if (!(out->flags & INSN_MERGES))
		regset_del(&out->read, x86_registers[a->reg].reg);
	if (l->form->trait & T_ZERO && !(out->flags & INSN_MERGES))
		out->cost = COST_ZERO;
}

void x86_lift(csh handle, const cs_insn *in, struct insn *out)
{
	struct lifting l = {in, &in->detail->x86, form_of(in), out};
	const struct form *f = l.form;

	*out = blank;
	out->address = in->address;
	out->size = (uint8_t)in->size;
	if (!f->listed) {
		x86_lift_unlisted(handle, in, out);
		return;
	}
	out->op = f->op;
	out->cond = f->cond;
	out->flags = f->flags;
	out->cost = f->cost;
	out->read.w[0] = (uint64_t)(f->flag_use & 7) << CF;
	out->write.w[0] = (uint64_t)(f->flag_use >> 4 & 7) << CF;

	struct widths w = operands(&l);
	set_widths(&l, &w);
	if (w.masked)
		set_mask(&l, &w);
	if (f->trait & (T_ZERO | T_ONES))
		set_idiom(&l);
	if (f->trait & T_COUNTED && !out->has_imm && l.x->op_count > 1)
		out->cost++;
	if (l.x->prefix[0] == X86_PREFIX_LOCK) {
		out->flags |= INSN_ATOMIC;
		out->cost = COST_LOCKED;
	}
	if (f->special)
		x86_specials[f->special](&l);
}
