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

size_t x86_next_jump(const uint8_t *code, size_t size, uint64_t address, uint64_t low, uint64_t high, uint64_t *target,
                     bool *is_call);
size_t x86_trap_tail(const cs_insn *in, const uint8_t *next, size_t room, struct insn *out);
void x86_lift(csh handle, const cs_insn *in, struct insn *out);
/* Instructions without a row: capstone's own sets. */
void x86_lift_unlisted(csh handle, const cs_insn *in, struct insn *out);

void x86_lift_x87(struct lifting *l);
extern void (*const x86_specials[N_SPECIAL])(struct lifting *l);

#endif
