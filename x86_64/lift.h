/* lift.h: parts of the lifter that lift.c and lift_special.c share. */
#ifndef ASSAY_X86_64_LIFT_H
#define ASSAY_X86_64_LIFT_H

#include "forms.h"
#include "registers.h"

/* One instruction on its way: what capstone says, its row, and what comes out. */
struct lifting {
	const cs_insn *in;
	const cs_x86 *x;
	const struct form *form;
	struct insn *out;
};

static inline void reads(struct insn *out, uint64_t low) { out->read.w[0] |= low; }
static inline void writes(struct insn *out, uint64_t low) { out->write.w[0] |= low; }
static inline void add_src(struct insn *out, reg_t r)
{
	if (out->n_src < INSN_MAX_REGS)
		out->src[out->n_src++] = r;
	regset_add(&out->read, r);
}
static inline void add_dst(struct insn *out, reg_t r)
{
	if (out->n_dst < INSN_MAX_REGS)
		out->dst[out->n_dst++] = r;
	regset_add(&out->write, r);
}
struct memop *x86_add_memory(struct lifting *l, const cs_x86_op *o, unsigned access);

bool x86_take_displacement(uint8_t bytes[static 16], int64_t *displacement);
size_t x86_next_jump(const uint8_t *code, size_t size, uint64_t address, uint64_t low, uint64_t high, uint64_t *target,
                     enum direct_kind *kind);
size_t x86_trap_tail(const cs_insn *in, const uint8_t *next, size_t room, struct insn *out);
void x86_lift(csh handle, const cs_insn *in, struct insn *out);
/* Instructions without a row: capstone's own sets. */
void x86_lift_unlisted(csh handle, const cs_insn *in, struct insn *out);

void x86_lift_x87(struct lifting *l);
extern void (*const x86_specials[N_SPECIAL])(struct lifting *l);

/* What the special forms share. */
static inline bool first_is_memory(const struct lifting *l) { return l->x->operands[0].type == X86_OP_MEM; }
static inline bool has_read(const struct lifting *l) { return l->out->n_mem && l->out->mem[0].flags & MEM_READ; }
static inline void make_source_last(struct insn *out, unsigned i)
{
	reg_t r = out->src[i];
	for (; i + 1 < out->n_src; i++)
		out->src[i] = out->src[i + 1];
	out->src[i] = r;
}
static inline void drop_source(struct insn *out, unsigned i)
{
	make_source_last(out, i);
	out->n_src--;
	if (out->mem_at > out->n_src)
		out->mem_at = out->n_src;
}
static inline unsigned wide(const struct lifting *l) { return (l->out->vec_bits > 128u) + (l->out->vec_bits > 256u); }
static inline void set_cost(struct lifting *l, unsigned cost) { l->out->cost = (uint16_t)cost; }

/* lift_vector.c */
void x86_lift_vmov(struct lifting *l);
void x86_lift_movs(struct lifting *l);
void x86_lift_movq(struct lifting *l);
void x86_lift_half(struct lifting *l);
void x86_lift_maskmov(struct lifting *l);
void x86_lift_kmov(struct lifting *l);
void x86_lift_fma213(struct lifting *l);
void x86_lift_fma132(struct lifting *l);
void x86_lift_fma231(struct lifting *l);
void x86_lift_xmm0(struct lifting *l);
void x86_lift_ternlog(struct lifting *l);
void x86_lift_fcomi(struct lifting *l);
void x86_lift_gfni(struct lifting *l);
void x86_lift_ptest(struct lifting *l);
void x86_lift_vcmp(struct lifting *l);
void x86_lift_gather(struct lifting *l);
void x86_lift_scatter(struct lifting *l);
void x86_lift_vshift(struct lifting *l);
void x86_lift_broadcast(struct lifting *l);
void x86_lift_insert(struct lifting *l);
void x86_lift_extract(struct lifting *l);
void x86_lift_pinsr(struct lifting *l);
void x86_lift_pextr(struct lifting *l);
void x86_lift_cvt(struct lifting *l);
void x86_lift_vecall(struct lifting *l);
void x86_lift_pcmpstr(struct lifting *l);

#endif
