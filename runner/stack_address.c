/* stack_address.c: which values point into the function's frame, and where. */
#include "stack_private.h"
#include "wrap.h"

/* A value is nowhere, at one place, or (a phi of several places) varies; it only ever moves in this order, so that a
 * few passes over the blocks settle all of them. */
enum { OWN_PART = 1 << 30 }; /* the offset of a value that begins a part of the frame of its own */

struct points {
	const struct code *c;
	struct stack *s;
	struct {
		struct frame_address *v;
		uint32_t n, cap;
	} list;
	uint32_t body_sp, body_fp; /* index: what they hold in the function's body, between prologue and epilogue */
	uint32_t votes;
};

static uint32_t new_address(struct points *p, uint32_t root, int64_t offset)
{
	*ARENA_PUSH(p->c->arena, &p->list) = (struct frame_address){offset, root};
	return p->list.n - 1;
}

static bool same(const struct points *p, uint32_t a, uint32_t b)
{
	const struct frame_address *x = &p->list.v[a], *y = &p->list.v[b];
	return a == b || (a >= POINTS_FIRST && b >= POINTS_FIRST && x->root == y->root && x->offset == y->offset);
}

static uint32_t points_used(const struct points *p, uint32_t insn, reg_t r)
{
	uint32_t v = value_used(p->c, insn, r);
	return v == NONE ? POINTS_NOWHERE : p->s->points[v];
}

static bool is_copy(const struct insn *in)
{
	return in->op == OP_MOVE && !in->n_mem && in->n_src == 1 && in->n_dst == 1 && in->data_bits == 64 &&
	       !in->has_imm && !in->shift;
}

static bool is_offset(const struct insn *in)
{
	return (in->op == OP_ADD || in->op == OP_SUB) && !in->n_mem && in->n_src == 1 && in->has_imm &&
	       in->data_bits == 64 && !(in->flags & INSN_SCALABLE); /* addvl: by a length that is not known */
}

/* What the instruction puts into `r`: the index of an address that it adds *offset to. */
static uint32_t source_of(const struct points *p, uint32_t i, reg_t r, int64_t *offset)
{
	const struct insn *in = &p->c->insn[i];
	*offset = 0;
	if ((in->flags & INSN_WRITEBACK) && in->mem[0].base == r) {
		*offset = in->wb;
		return points_used(p, i, r);
	}
	if (in->n_dst && in->dst[0] == r && is_copy(in))
		return points_used(p, i, in->src[0]);
	if (in->n_dst && in->dst[0] == r && is_offset(in)) {
		*offset = in->op == OP_ADD ? in->imm : wrap_neg(in->imm);
		return points_used(p, i, in->src[0]);
	}
	if (in->op == OP_ADDRESS && in->n_mem && in->mem[0].index == REG_NONE && in->mem[0].base != REG_NONE &&
	    in->n_dst && in->dst[0] == r && !(in->mem[0].flags & MEM_VL_SCALED)) {
		*offset = in->mem[0].disp;
		return points_used(p, i, in->mem[0].base);
	}
	/* leave: sp := fp + what it pops */
	if (in->op == OP_POP && in->n_mem && r == p->c->isa->sp && in->mem[0].base != r) {
		*offset = in->mem[0].width;
		return points_used(p, i, in->mem[0].base);
	}
	return POINTS_NOWHERE;
}

static void define(struct points *p, uint32_t i, const struct operand *def)
{
	const struct code *c = p->c;
	uint32_t *points = p->s->points;
	int64_t offset;
	uint32_t from = source_of(p, i, def->reg, &offset), old = points[def->value];
	struct frame_address a = {0};
	if (from >= POINTS_FIRST) {
		a = p->list.v[from];
		from = frame_offset(a.offset, offset, &a.offset) ? from : POINTS_VARIES;
	}
	if (from >= POINTS_FIRST) {
		const struct frame_address *is = &p->list.v[old];
		if (old < POINTS_FIRST || is->root != a.root || is->offset != a.offset)
			points[def->value] = new_address(p, a.root, a.offset);
	} else if (def->reg == c->isa->sp) {
		/* Aligned, or moved by a variable amount: a part of the frame of its own. */
		if (old < POINTS_FIRST || p->list.v[old].offset != OWN_PART)
			points[def->value] = new_address(p, p->s->n_root++, OWN_PART);
	} else {
		points[def->value] = from;
	}
	if (def->reg == c->isa->fp && points[def->value] >= POINTS_FIRST)
		p->body_fp = points[def->value];
}

/* Boyer and Moore's vote: where sp stands at most calls. */
static void vote(struct points *p, uint32_t sp)
{
	if (p->votes && same(p, sp, p->body_sp)) {
		p->votes++;
	} else if (p->votes) {
		p->votes--;
	} else {
		p->body_sp = sp;
		p->votes = 1;
	}
}

static void pass_block(struct points *p, uint32_t b)
{
	const struct code *c = p->c;
	const uint32_t *points = p->s->points;
	const struct block *k = &c->block[b];
	const struct operand *u = c->uses + c->first_use[k->first];
	for (uint32_t i = k->first; i < k->end; i++) {
		const struct operand *end = c->uses + c->first_use[i + 1];
		uint32_t any = 0;
		for (; u < end; u++)
			any |= points[u->value];
		if (!any)
			continue;
		for (uint32_t d = c->first_def[i]; d < c->first_def[i + 1]; d++)
			if (reg_is_general(c->defs[d].reg))
				define(p, i, &c->defs[d]);
		if (insn_is_call(&c->insn[i]))
			vote(p, points_used(p, i, c->isa->sp));
	}
}

/* Takes the arguments that are known to point somewhere; the rest has its turn in settle_phis. */
static void meet_phis(struct points *p, uint32_t b)
{
	const struct code *c = p->c;
	uint32_t *points = p->s->points;
	for (uint32_t v = c->phi_of_block[b]; v < c->phi_of_block[b + 1]; v++) {
		if (!c->value_is_live[v] || !reg_is_general(c->value[v].reg) || points[v])
			continue;
		for (uint32_t i = 0; i < c->block[b].n_pred && !points[v]; i++)
			points[v] = points[c->phi_args[c->value[v].first_arg + i]];
	}
}

/* A phi of several places varies; sp itself then stands in a part of the frame of its own. True: something changed. */
static bool settle_phis(struct points *p)
{
	const struct code *c = p->c;
	uint32_t *points = p->s->points;
	bool changed = false;
	for (uint32_t v = c->phi_of_block[0]; v < c->phi_of_block[c->n_block]; v++) {
		if (!points[v] || points[v] == POINTS_VARIES)
			continue;
		const struct value *phi = &c->value[v];
		bool agree = true;
		for (uint32_t i = 0; i < c->block[phi->where].n_pred && agree; i++)
			agree = same(p, points[v], points[c->phi_args[phi->first_arg + i]]);
		bool own = phi->reg == c->isa->sp;
		if (agree || (own && p->list.v[points[v]].offset == OWN_PART))
			continue;
		points[v] = own ? new_address(p, p->s->n_root++, OWN_PART) : POINTS_VARIES;
		changed = true;
	}
	return changed;
}

/* Where unwinding or an unresolved jump arrives, the frame is as in the body. */
static void assume_body(struct points *p)
{
	const struct code *c = p->c;
	for (uint32_t v = c->phi_of_block[c->n_block]; v < c->n_value; v++) {
		if (c->value[v].kind != VALUE_UNKNOWN)
			continue;
		if (c->value[v].reg == c->isa->sp)
			p->s->points[v] = p->body_sp;
		else if (c->value[v].reg == c->isa->fp)
			p->s->points[v] = p->body_fp;
	}
}

static void pass(struct points *p)
{
	const struct code *c = p->c;
	bool assumed = false;
	for (uint32_t i = 0; i < c->n_rpo; i++) {
		if (c->block[c->rpo[i]].extra && !assumed) {
			assume_body(p);
			assumed = true;
		}
		meet_phis(p, c->rpo[i]);
		pass_block(p, c->rpo[i]);
	}
}

enum { MAX_PASSES = 6 };

bool stack_addresses(const struct code *c, struct stack *s)
{
	struct points p = {.c = c, .s = s};
	if (!c->value_is_live[c->isa->sp])
		return false;
	s->points = ARENA_ARRAY(c->arena, uint32_t, c->n_value);
	s->n_root = 1;
	new_address(&p, NONE, 0);
	new_address(&p, NONE, 0);
	s->points[c->isa->sp] = new_address(&p, 0, 0);
	p.body_sp = s->points[c->isa->sp];
	pass(&p);
	for (unsigned n = 1; n < MAX_PASSES && settle_phis(&p); n++)
		pass(&p);
	s->address = p.list.v;
	s->frame_pointer = p.body_fp != 0;
	return true;
}
