/* reaching.c: for indirect jumps: which definitions of a register reach a place, and where the stack pointer stands. */
#include "jump_private.h"
#include "wrap.h"

#include <string.h>

struct jump_solver *jump_solver_new(const struct code *c, const struct jump_solver *earlier)
{
	struct jump_solver *s = ARENA_NEW(c->arena, struct jump_solver);
	s->c = c;
	if (earlier)
		s->start = earlier->start;
	s->written = ARENA_ARRAY(c->arena, regset, c->n_block);
	s->stamp = ARENA_ARRAY(c->arena, uint32_t, c->n_block);
	s->work = ARENA_ARRAY_RAW(c->arena, uint32_t, c->n_block);
	s->steps = 64ull * c->n_insn + 65536;
	for (uint32_t b = 0; b < c->n_block; b++)
		for (uint32_t i = c->block[b].first; i < c->block[b].end; i++)
			s->written[b] = regset_or(s->written[b], c->insn[i].write);
	return s;
}

/* ---- reaching definitions ---------------------------------------------------------------------------------------- */

/* The last definition in [first, end), NONE. */
static uint32_t last_definition(struct jump_solver *s, reg_t reg, uint32_t first, uint32_t end)
{
	while (end-- > first) {
		s->steps -= s->steps > 0;
		if (regset_has(s->c->insn[end].write, reg))
			return end;
	}
	return NONE;
}

static bool add_definition(struct reaching *out, uint32_t insn)
{
	unsigned i = 0;
	while (i < out->n && out->insn[i] < insn)
		i++;
	if (i < out->n && out->insn[i] == insn)
		return true;
	if (out->n == MAX_REACHING)
		return false;
	memmove(out->insn + i + 1, out->insn + i, (out->n - i) * sizeof *out->insn);
	out->insn[i] = insn;
	out->n++;
	return true;
}

/* The block's predecessors are looked at, where they are new. At the entry the value is that at entry; an additional
 * root adds nothing: most are targets of the very jump that is being solved, and what is found is checked by the table.
 */
static bool look_at_predecessors(struct jump_solver *s, uint32_t b, uint32_t *n, struct reaching *out)
{
	const struct block *k = &s->c->block[b];
	for (uint32_t i = 0; i < k->n_pred; i++) {
		uint32_t p = s->c->pred[k->first_pred + i];
		s->steps -= s->steps > 0;
		if (s->stamp[p] == s->search)
			continue;
		s->stamp[p] = s->search;
		s->work[(*n)++] = p;
	}
	return b || add_definition(out, NONE);
}

bool jump_reaching(struct jump_solver *s, reg_t reg, uint32_t at, struct reaching *out)
{
	const struct code *c = s->c;
	uint32_t b = c->block_of[at], n = 0;
	out->n = 0;
	uint32_t d = last_definition(s, reg, c->block[b].first, at);
	if (d != NONE)
		return add_definition(out, d);
	s->search++;
	if (!look_at_predecessors(s, b, &n, out))
		return false;
	while (n && s->steps) {
		b = s->work[--n];
		if (!regset_has(s->written[b], reg)) {
			if (!look_at_predecessors(s, b, &n, out))
				return false;
		} else if (!add_definition(out, last_definition(s, reg, c->block[b].first, c->block[b].end))) {
			return false;
		}
	}
	return s->steps > 0 && out->n > 0;
}

/* ---- the stack pointer ------------------------------------------------------------------------------------------- */

/* sp or fp plus a constant, where that is known. */
static bool frame_value(const struct isa *isa, const struct frame_state *f, reg_t reg, int64_t *value)
{
	*value = reg == isa->sp ? f->sp : f->fp;
	return (reg == isa->sp && f->sp_known) || (reg == isa->fp && f->fp_known);
}

static bool frame_result(const struct isa *isa, const struct frame_state *f, const struct insn *in, int64_t *value)
{
	if (in->op == OP_ADDRESS && in->n_mem && in->mem[0].index == REG_NONE &&
	    frame_value(isa, f, in->mem[0].base, value)) {
		*value = wrap_add(*value, in->mem[0].disp);
		return true;
	}
	if (in->n_mem || !in->n_src || !frame_value(isa, f, in->src[0], value))
		return false;
	if (in->op == OP_MOVE && in->n_src == 1)
		return true;
	if ((in->op != OP_ADD && in->op != OP_SUB) || !in->has_imm || in->n_src != 1 || (in->flags & INSN_SCALABLE))
		return false;
	*value = wrap_add(*value, in->op == OP_ADD ? in->imm : wrap_neg(in->imm));
	return true;
}

static void frame_step(const struct isa *isa, struct frame_state *f, const struct insn *in)
{
	struct frame_state before = *f;
	int64_t value;
	if (insn_is_call(in))
		return; /* calls give both back */
	if (regset_has(in->write, isa->fp)) {
		f->fp_known = in->n_dst && in->dst[0] == isa->fp && frame_result(isa, &before, in, &value);
		f->fp = f->fp_known ? value : 0;
	}
	if (!regset_has(in->write, isa->sp))
		return;
	if (in->op == OP_POP && in->n_mem && in->mem[0].base == isa->fp) { /* leave */
		f->sp_known = before.fp_known;
		f->sp = wrap_add(before.fp, in->mem[0].width);
	} else if (in->flags & INSN_WRITEBACK && in->n_mem && in->mem[0].base == isa->sp) {
		f->sp = wrap_add(f->sp, in->wb);
	} else {
		f->sp_known = in->n_dst && in->dst[0] == isa->sp && frame_result(isa, &before, in, &value);
		f->sp = f->sp_known ? value : 0;
	}
}

/* In reverse postorder; ways that meet with different frames leave it unknown. What a back edge brings is what its
 * header had: compilers keep the frame in loops. */
static void find_frames(struct jump_solver *s)
{
	const struct code *c = s->c;
	s->frame = ARENA_ARRAY(c->arena, struct frame_state, c->n_block);
	s->frame[0] = (struct frame_state){.seen = true, .sp_known = true};
	for (uint32_t i = 0; i < c->n_rpo; i++) {
		const struct block *b = &c->block[c->rpo[i]];
		struct frame_state f = s->frame[c->rpo[i]];
		for (uint32_t j = b->first; j < b->end; j++)
			frame_step(c->isa, &f, &c->insn[j]);
		f.seen = true;
		for (uint32_t j = 0; j < b->n_succ; j++) {
			struct frame_state *to = &s->frame[c->succ[b->first_succ + j]];
			if (!to->seen) {
				*to = f;
				continue;
			}
			to->sp_known = to->sp_known && f.sp_known && to->sp == f.sp;
			to->fp_known = to->fp_known && f.fp_known && to->fp == f.fp;
		}
	}
}

bool jump_frame_is_gone(struct jump_solver *s, uint32_t insn)
{
	const struct code *c = s->c;
	uint32_t b = c->block_of[insn];
	if (!s->frame)
		find_frames(s);
	struct frame_state f = s->frame[b];
	for (uint32_t i = c->block[b].first; i < insn; i++)
		frame_step(c->isa, &f, &c->insn[i]);
	return f.seen && f.sp_known && f.sp == 0;
}
