/* stack_access.c: instructions that access the frame, and the slots that they access. */
#include "stack_private.h"

#include <stdlib.h>

struct collector {
	const struct code *c;
	struct stack *s;
	struct escapes *escapes;
	struct {
		struct stack_access *v;
		uint32_t n, cap;
	} list;
};

static void escape(struct collector *k, struct frame_address where, int64_t more, bool vague)
{
	if (frame_offset(where.offset, more, &where.offset))
		*ARENA_PUSH(k->c->arena, k->escapes) = (struct escape){where, vague};
}

/* ---- one access -------------------------------------------------------------------------------------------------- */

static enum access_file file_of_register(reg_t r)
{
	if (reg_is_general(r))
		return FILE_GENERAL;
	if (reg_is_vector(r))
		return FILE_VECTOR;
	if (reg_is_mask(r))
		return FILE_MASK;
	return r >= REG_STACK && r < REG_COUNT ? FILE_X87 : FILE_OTHER;
}

/* Of what is loaded and worked on at once. */
static enum access_file file_of_operation(const struct insn *in)
{
	if (in->op == OP_FCONVERT || in->op == OP_SHUFFLE || in->op == OP_TRANSFER)
		return FILE_ANY;
	for (unsigned i = 0; i < in->n_dst; i++)
		if (file_of_register(in->dst[i]) != FILE_OTHER)
			return file_of_register(in->dst[i]);
	for (unsigned i = 0; i < in->n_src; i++)
		if (file_of_register(in->src[i]) != FILE_OTHER)
			return file_of_register(in->src[i]);
	return in->flags & (INSN_FLOAT | INSN_PACKED) ? FILE_VECTOR : FILE_GENERAL;
}

/* Allocators compute constants and addresses of incoming arguments again where they need them. */
static bool holds_constant(const struct collector *k, uint32_t i, reg_t r)
{
	const struct code *c = k->c;
	uint32_t v = value_origin(c, value_used(c, i, r));
	const struct frame_address *a = stack_address(k->s, v);
	if (a && a->root == 0 && a->offset >= 0)
		return true;
	return v != NONE && c->value[v].kind == VALUE_INSN && c->insn[c->value[v].where].op == OP_CONST;
}

static bool is_plain(const struct insn *in) { return in->op == OP_MOVE || in->op == OP_PUSH || in->op == OP_POP; }

static void fill_store(const struct collector *k, const struct insn *in, struct stack_access *a)
{
	if (is_plain(in) && a->reg_index < in->n_src) {
		a->reg = in->src[a->reg_index];
		a->file = (uint8_t)file_of_register(a->reg);
		a->constant = holds_constant(k, a->insn, a->reg);
	} else if (is_plain(in) || in->op == OP_CONST) {
		a->file = in->has_imm || in->n_mem < 2 ? FILE_GENERAL : FILE_OTHER;
		a->constant = a->file == FILE_GENERAL;
	} else if (in->op == OP_OTHER && !in->n_src) {
		a->file = FILE_OTHER;
	} else {
		a->file = (uint8_t)file_of_operation(in);
	}
}

static void fill_load(const struct insn *in, struct stack_access *a)
{
	if (in->op == OP_MOVE || (in->op == OP_POP && in->n_dst)) {
		if (a->reg_index < in->n_dst)
			a->reg = in->dst[a->reg_index];
		a->file = (uint8_t)(a->reg == REG_NONE ? FILE_ANY : file_of_register(a->reg));
	} else if (in->op == OP_OTHER && !in->n_dst && !in->n_src) {
		a->file = FILE_OTHER;
	} else {
		a->file = (uint8_t)file_of_operation(in);
	}
}

/* How many registers share the operand: ldp, stp and the lists of ld1 and st1. */
static unsigned sharing(const struct insn *in, const struct memop *m)
{
	unsigned n = in->op != OP_MOVE ? 1 : m->flags & MEM_WRITE ? in->n_src : in->n_dst;
	return n > 1 && !(in->flags & INSN_ATOMIC) && m->width % n == 0 ? n : 1;
}

static void add_access(struct collector *k, uint32_t i, unsigned mem, const struct frame_address *base)
{
	const struct insn *in = &k->c->insn[i];
	const struct memop *m = &in->mem[mem];
	unsigned n = sharing(in, m);
	struct frame_address first = *base;
	if (in->flags & INSN_ATOMIC)
		return; /* a fence ("lock or [rsp], 0"), or an object that others see */
	if (!frame_offset(base->offset, m->disp, &first.offset))
		return;
	for (unsigned r = 0; r < n; r++) {
		struct stack_access a = {.insn = i,
		                         .mem = (uint8_t)mem,
		                         .reg_index = (uint8_t)r,
		                         .width = (uint16_t)(m->width / n),
		                         .reg = REG_NONE,
		                         .read = m->flags & MEM_READ,
		                         .write = m->flags & MEM_WRITE,
		                         .vl_scaled = m->flags & MEM_VL_SCALED,
		                         .where = first};
		a.where.offset += (int64_t)r * a.width;
		if (a.write && !a.read)
			fill_store(k, in, &a);
		else
			fill_load(in, &a);
		*ARENA_PUSH(k->c->arena, &k->list) = a;
	}
}

/* ---- one instruction --------------------------------------------------------------------------------------------- */

static void see_operand(struct collector *k, uint32_t i, unsigned mem)
{
	const struct code *c = k->c;
	const struct memop *m = &c->insn[i].mem[mem];
	const struct frame_address *base = stack_address(k->s, value_used(c, i, m->base));
	const struct frame_address *index = stack_address(k->s, value_used(c, i, m->index));
	if (index)
		escape(k, *index, m->disp, false);
	if (!base)
		return;
	if (m->index != REG_NONE || (m->flags & MEM_VECTOR_INDEX) || !m->width)
		escape(k, *base, m->disp,
		       (m->flags & MEM_ADDRESS) && m->base == c->isa->sp && m->scale == 1 && !m->disp);
	else if (!(m->flags & MEM_ADDRESS))
		add_access(k, i, mem, base);
}

static bool is_base_or_index(const struct insn *in, reg_t r)
{
	for (unsigned m = 0; m < in->n_mem; m++)
		if (in->mem[m].base == r || in->mem[m].index == r)
			return true;
	return false;
}

static bool is_source(const struct insn *in, reg_t r)
{
	for (unsigned i = 0; i < in->n_src; i++)
		if (in->src[i] == r)
			return true;
	return false;
}

/* Whether the address stays an address of the frame, or is only compared. */
static bool stays(const struct collector *k, uint32_t i)
{
	const struct code *c = k->c;
	uint8_t op = c->insn[i].op;
	if (op == OP_CMP || op == OP_TEST || op == OP_CCMP)
		return true;
	if (c->insn[i].n_mem && !(c->insn[i].mem[0].flags & MEM_ADDRESS))
		return false;
	for (uint32_t d = c->first_def[i]; d < c->first_def[i + 1]; d++)
		if (k->s->points[c->defs[d].value])
			return true;
	return false;
}

static void see_use(struct collector *k, uint32_t i, const struct operand *u)
{
	const struct insn *in = &k->c->insn[i];
	const struct frame_address *a = stack_address(k->s, u->value);
	if (!a)
		return;
	if (insn_is_call(in)) {
		if (regset_has(k->c->isa->call_args, u->reg))
			escape(k, *a, 0, false);
		return;
	}
	if (in->flow != FLOW_NEXT || (is_base_or_index(in, u->reg) && !is_source(in, u->reg)) || stays(k, i))
		return;
	escape(k, *a, 0, false);
}

static void see_block(struct collector *k, const struct block *b)
{
	const struct code *c = k->c;
	const uint32_t *points = k->s->points;
	for (uint32_t i = b->first; i < b->end; i++) {
		const struct operand *first = c->uses + c->first_use[i], *end = c->uses + c->first_use[i + 1];
		uint32_t any = 0;
		for (const struct operand *u = first; u < end; u++)
			any |= points[u->value];
		if (!any)
			continue;
		for (unsigned m = 0; m < c->insn[i].n_mem; m++)
			see_operand(k, i, m);
		for (const struct operand *u = first; u < end; u++)
			see_use(k, i, u);
	}
}

/* What flows into a phi of several places may be used anywhere. */
static void see_phis(struct collector *k)
{
	const struct code *c = k->c;
	for (uint32_t v = c->phi_of_block[0]; v < c->phi_of_block[c->n_block]; v++) {
		if (k->s->points[v] != POINTS_VARIES || !c->value_is_live[v])
			continue;
		const struct value *phi = &c->value[v];
		for (uint32_t i = 0; i < c->block[phi->where].n_pred; i++) {
			const struct frame_address *a = stack_address(k->s, c->phi_args[phi->first_arg + i]);
			if (a)
				escape(k, *a, 0, false);
		}
	}
}

/* ---- slots ------------------------------------------------------------------------------------------------------- */

static int by_offset(const struct stack_access *x, const struct stack_access *y)
{
	if (x->where.root != y->where.root)
		return x->where.root < y->where.root ? -1 : 1;
	if (x->vl_scaled != y->vl_scaled)
		return x->vl_scaled ? 1 : -1;
	return x->where.offset < y->where.offset ? -1 : x->where.offset > y->where.offset;
}

static int by_place(const void *a, const void *b)
{
	const struct stack_access *x = a, *y = b;
	int place = by_offset(x, y);
	if (place)
		return place;
	return x->insn != y->insn ? x->insn < y->insn ? -1 : 1 : (int)x->reg_index - y->reg_index;
}

static int by_instruction(const void *a, const void *b)
{
	const struct stack_access *x = a, *y = b;
	return x->insn != y->insn ? x->insn < y->insn ? -1 : 1 : (int)x->reg_index - y->reg_index;
}

static bool same_slot(const struct stack_slot *s, const struct stack_access *a)
{
	return s->root == a->where.root && s->vl_scaled == a->vl_scaled && a->where.offset < s->offset + s->width;
}

/* The room that a push of whatever register makes is used as any other: such a push is no access, unless its value is
 * loaded again. Nor is the pop that gives the room back. */
static bool only_makes_room(const struct collector *k, uint32_t i)
{
	const struct stack *s = k->s;
	const struct stack_access *a = &s->access[i];
	if (a->read)
		return stack_popped_for_nothing(k->c, a) && !regset_has(k->c->isa->callee_saved, a->reg);
	if (k->c->insn[a->insn].op != OP_PUSH || stack_entry_stored(k->c, a) == REG_NONE ||
	    regset_has(k->c->isa->callee_saved, a->reg))
		return false;
	/* A load comes behind its push; among many accesses of one place the first ones tell enough. */
	for (uint32_t n = i + 1; n < s->n_access && n < i + 64 && !by_offset(&s->access[n], a); n++)
		if (s->access[n].read && s->access[n].width == a->width &&
		    !stack_popped_for_nothing(k->c, &s->access[n]))
			return false;
	return true;
}

static void drop_room(struct collector *k)
{
	struct stack *s = k->s;
	uint8_t *drop = ARENA_ARRAY_RAW(k->c->arena, uint8_t, s->n_access);
	uint32_t n = 0;
	for (uint32_t i = 0; i < s->n_access; i++) {
		uint8_t op = k->c->insn[s->access[i].insn].op;
		drop[i] = (op == OP_PUSH || op == OP_POP) && only_makes_room(k, i);
	}
	for (uint32_t i = 0; i < s->n_access; i++)
		if (!drop[i])
			s->access[n++] = s->access[i];
	s->n_access = n;
	arena_trim(k->c->arena, drop, 0);
}

static void group(struct collector *k)
{
	struct stack *s = k->s;
	s->slot = ARENA_ARRAY_RAW(k->c->arena, struct stack_slot, s->n_access);
	for (uint32_t i = 0; i < s->n_access; i++) {
		const struct stack_access *a = &s->access[i];
		struct stack_slot *slot = s->n_slot ? &s->slot[s->n_slot - 1] : NULL;
		if (!slot || !same_slot(slot, a)) {
			slot = &s->slot[s->n_slot++];
			*slot = (struct stack_slot){
			    .root = a->where.root, .offset = a->where.offset, .vl_scaled = a->vl_scaled, .first = i};
		}
		int64_t end = a->where.offset + a->width - slot->offset;
		if (end > slot->width)
			slot->width = (uint16_t)(end > UINT16_MAX ? UINT16_MAX : end);
		slot->mixed |= a->where.offset != slot->offset;
		slot->n++;
	}
	for (uint32_t i = 0; i < s->n_slot; i++)
		if (s->slot[i].mixed)
			// NOLINTNEXTLINE(clang-analyzer-core.NonNullParamChecker): there is no slot without accesses
			qsort(s->access + s->slot[i].first, s->slot[i].n, sizeof *s->access, by_instruction);
	arena_trim(k->c->arena, s->slot, sizeof *s->slot * s->n_slot);
}

/* A counting sort: accesses by instruction. */
static void put_in_order(struct collector *k)
{
	const struct code *c = k->c;
	struct stack *s = k->s;
	s->order = ARENA_ARRAY_RAW(c->arena, uint32_t, 2 * (size_t)s->n_access);
	s->slot_of = s->order + s->n_access;
	for (uint32_t i = 0; i < s->n_slot; i++)
		for (uint32_t a = s->slot[i].first; a < s->slot[i].first + s->slot[i].n; a++)
			s->slot_of[a] = i;
	if (!s->n_access)
		return;
	uint32_t *at = ARENA_ARRAY(c->arena, uint32_t, (size_t)c->n_insn + 1);
	for (uint32_t a = 0; a < s->n_access; a++)
		at[s->access[a].insn + 1]++;
	for (uint32_t i = 0; i < c->n_insn; i++)
		at[i + 1] += at[i];
	for (uint32_t a = 0; a < s->n_access; a++)
		s->order[at[s->access[a].insn]++] = a;
	arena_trim(c->arena, at, 0);
}

void stack_accesses(const struct code *c, struct stack *s, struct escapes *out)
{
	struct collector k = {.c = c, .s = s, .escapes = out};
	for (uint32_t i = 0; i < c->n_rpo; i++)
		see_block(&k, &c->block[c->rpo[i]]);
	see_phis(&k);
	s->access = k.list.v;
	s->n_access = k.list.n;
	if (s->n_access)
		qsort(s->access, s->n_access, sizeof *s->access, by_place);
	drop_room(&k);
	group(&k);
	put_in_order(&k);
}
