/* stack_copy.c: slots that are pieces of an aggregate that is copied, not homes of registers.
 *
 * Such a piece is loaded from somewhere only to be stored, or stored here only to be copied on; its neighbour in the
 * frame comes from, or goes to, the neighbour of that place. Allocators place spilled registers in no such order. */
#include "stack_private.h"
#include "users.h"

/* Where memory lies, as far as two operands can be compared: a place of the frame, or a base value and a displacement.
 */
struct spot {
	uint32_t base; /* a value, or the frame's root; NONE: cannot be told */
	bool frame;
	int64_t offset;
};

static struct spot spot_of(const struct code *c, const struct stack *s, uint32_t i, unsigned mem, int64_t more)
{
	const struct memop *m = &c->insn[i].mem[mem];
	struct spot p = {.base = NONE};
	if (m->index != REG_NONE || (m->flags & MEM_VECTOR_INDEX))
		return p;
	if (m->base == REG_NONE || (m->flags & MEM_PC_RELATIVE)) {
		p.base = UINT32_MAX - 1; /* one for all places that are fixed */
		p.offset = (int64_t)m->disp + more;
		return p;
	}
	p.base = value_origin(c, value_used(c, i, m->base));
	p.offset = m->disp + more;
	const struct frame_address *f = stack_address(s, p.base);
	if (f)
		p = (struct spot){.base = f->root, .frame = true, .offset = f->offset + m->disp + more};
	return p;
}

static bool same_distance(const struct spot *a, const struct spot *b, int64_t distance)
{
	return a->base != NONE && a->base == b->base && a->frame == b->frame && b->offset - a->offset == distance;
}

/* The load that the stored value comes from, as it is. */
static struct spot stored_from(const struct code *c, const struct stack *s, const struct stack_access *a)
{
	struct spot none = {.base = NONE};
	uint32_t v = a->reg == REG_NONE ? NONE : value_origin(c, value_used(c, a->insn, a->reg));
	if (v == NONE || c->value[v].kind != VALUE_INSN)
		return none;
	uint32_t i = c->value[v].where;
	const struct insn *in = &c->insn[i];
	if (in->op != OP_MOVE || in->n_mem != 1 || !(in->mem[0].flags & MEM_READ) || !in->n_dst)
		return none;
	int64_t share = in->mem[0].width / in->n_dst;
	for (unsigned d = 0; d < in->n_dst; d++)
		if (value_defined(c, i, in->dst[d]) == v)
			return share == a->width ? spot_of(c, s, i, 0, d * share) : none;
	return none;
}

static bool reads_as_source(const struct code *c, uint32_t i, uint32_t v)
{
	const struct insn *in = &c->insn[i];
	for (unsigned k = 0; k < in->n_src; k++)
		if (value_used(c, i, in->src[k]) == v)
			return true;
	for (unsigned m = 0; m < in->n_mem; m++)
		if (value_used(c, i, in->mem[m].base) == v || value_used(c, i, in->mem[m].index) == v)
			return true;
	return false;
}

/* Calls and returns read registers only because these may hold something. */
static bool reads_idly(const struct code *c, uint32_t i, uint32_t v)
{
	return (insn_is_call(&c->insn[i]) || c->insn[i].flow == FLOW_RETURN) && !reads_as_source(c, i, v);
}

/* Whether a phi, and phis behind it, are read idly alone. */
static bool is_idle(const struct code *c, const struct users *u, uint32_t phi, unsigned depth)
{
	for (uint32_t k = u->first[phi]; k < u->first[phi + 1]; k++) {
		uint32_t by = u->user[k] & ~USER_PHI;
		if (u->user[k] & USER_PHI ? !depth || (by != phi && !is_idle(c, u, by, depth - 1))
		                          : !reads_idly(c, by, phi))
			return false;
	}
	return true;
}

enum { PHIS_AHEAD = 3, MANY_USERS = 16 };

/* Whether instruction i does nothing with the value but store it; where to. */
static bool only_stores(const struct code *c, const struct stack *s, uint32_t i, uint32_t v, struct spot *to)
{
	const struct insn *in = &c->insn[i];
	if (in->op == OP_PUSH || reads_idly(c, i, v))
		return true;
	if (in->op != OP_MOVE || in->n_mem != 1 || !(in->mem[0].flags & MEM_WRITE) || !in->n_src ||
	    value_used(c, i, in->mem[0].base) == v || value_used(c, i, in->mem[0].index) == v)
		return false;
	for (unsigned k = 0; k < in->n_src; k++)
		if (value_used(c, i, in->src[k]) == v)
			*to = spot_of(c, s, i, 0, (int64_t)k * (in->mem[0].width / in->n_src));
	return true;
}

/* Whether what is reloaded is only stored again, and where to at first. */
static bool copied_on(const struct code *c, const struct stack *s, const struct users *u, const struct stack_access *a,
                      struct spot *to)
{
	uint32_t v = a->reg == REG_NONE ? NONE : value_defined(c, a->insn, a->reg);
	to->base = NONE;
	if (v == NONE || u->first[v + 1] - u->first[v] > MANY_USERS)
		return false;
	for (uint32_t k = u->first[v]; k < u->first[v + 1]; k++) {
		struct spot at = {.base = NONE};
		uint32_t by = u->user[k] & ~USER_PHI;
		if (u->user[k] & USER_PHI ? !is_idle(c, u, by, PHIS_AHEAD) : !only_stores(c, s, by, v, &at))
			return false;
		if (to->base == NONE)
			*to = at;
	}
	return u->first[v] < u->first[v + 1];
}

struct copies {
	const struct code *c;
	struct stack *s;
	const struct users *users;
	struct spot *from, *to; /* by access */
};

static const struct stack_slot *neighbour(const struct stack *s, uint32_t slot, bool above)
{
	const struct stack_slot *k = &s->slot[slot];
	if (above ? slot + 1 == s->n_slot : !slot)
		return NULL;
	const struct stack_slot *n = above ? k + 1 : k - 1;
	const struct stack_slot *low = above ? k : n, *high = above ? n : k;
	return low->root == high->root && low->vl_scaled == high->vl_scaled && low->offset + low->width == high->offset
	           ? n
	           : NULL;
}

/* Whether an access of a neighbouring slot lies to `spots` as the slots lie to each other. */
static bool in_step(const struct copies *p, uint32_t slot, uint32_t access, const struct spot *spots)
{
	for (unsigned above = 0; above < 2; above++) {
		const struct stack_slot *n = neighbour(p->s, slot, above);
		for (uint32_t i = n ? n->first : 0; n && i < n->first + n->n; i++)
			if (same_distance(&spots[access], &spots[i], n->offset - p->s->slot[slot].offset))
				return true;
	}
	return false;
}

static bool is_copy(const struct copies *p, uint32_t slot)
{
	const struct stack_slot *k = &p->s->slot[slot];
	bool from = true, loaded = true, to = false, copied = true, stored = false, read = false;
	for (uint32_t i = k->first; i < k->first + k->n; i++) {
		const struct stack_access *a = &p->s->access[i];
		struct spot at;
		if (a->write && !a->constant) {
			stored = true;
			loaded &= p->from[i].base != NONE;
			from &= in_step(p, slot, i, p->from);
		}
		if (a->read) {
			read = true;
			copied &= copied_on(p->c, p->s, p->users, a, &at);
			to |= in_step(p, slot, i, p->to);
		}
	}
	return stored && read && loaded && copied && (from || to);
}

/* Where what the slot and its neighbours hold comes from, and goes to. */
static void trace(struct copies *p, const struct stack_slot *k)
{
	for (uint32_t i = k->first; i < k->first + k->n; i++) {
		const struct stack_access *a = &p->s->access[i];
		p->from[i].base = p->to[i].base = NONE;
		if (a->write)
			p->from[i] = stored_from(p->c, p->s, a);
		else
			copied_on(p->c, p->s, p->users, a, &p->to[i]);
	}
}

/* Cheap: whether any store of the slot stores what was just loaded. */
static bool may_be(const struct code *c, const struct stack *s, const struct stack_slot *k)
{
	for (uint32_t i = k->first; i < k->first + k->n; i++)
		if (s->access[i].write && stored_from(c, s, &s->access[i]).base != NONE)
			return true;
	return false;
}

uint32_t stack_drop_copies(const struct code *c, struct stack *s, uint32_t *slots, uint32_t n)
{
	struct copies p = {.c = c, .s = s};
	uint32_t kept = 0;
	for (uint32_t i = 0; i < n; i++) {
		bool alone = !neighbour(s, slots[i], false) && !neighbour(s, slots[i], true);
		if (!alone && !p.from && may_be(c, s, &s->slot[slots[i]])) {
			p.users = users_new(c);
			p.from = ARENA_ARRAY_RAW(c->arena, struct spot, 2 * (size_t)s->n_access);
			p.to = p.from + s->n_access;
			for (uint32_t k = 0; k < s->n_slot; k++)
				trace(&p, &s->slot[k]);
		}
		if (alone || !p.from || !is_copy(&p, slots[i]))
			slots[kept++] = slots[i];
	}
	return kept;
}
