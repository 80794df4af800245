/* diff_match.c: which instructions of two builds of a function are the same, whatever their registers are called. */
#include "align.h"
#include "diff.h"

#include <stdio.h>
#include <string.h>

/* ---- pairs of numbers that stand for each other -------------------------------------------------------------------
 */

struct pairs {
	struct pair_of {
		int64_t from, to;
		bool used;
	} * v;
	uint32_t size; /* a power of two, at least twice the pairs */
};

static struct pairs pairs_new(uint32_t most, struct arena *arena)
{
	struct pairs p = {.size = 16};
	while (p.size < 2 * most)
		p.size *= 2;
	p.v = ARENA_ARRAY(arena, struct pair_of, p.size);
	return p;
}

static struct pair_of *pairs_find(struct pairs *p, int64_t from)
{
	uint32_t i = (uint32_t)(((uint64_t)from * 0x9e3779b97f4a7c15u) >> 32) & (p->size - 1);
	while (p->v[i].used && p->v[i].from != from)
		i = (i + 1) & (p->size - 1);
	return &p->v[i];
}

/* Whether they stand for each other; from now on they do where neither has another yet. */
static bool pairs_agree(struct pairs *forth, struct pairs *back, int64_t a, int64_t b)
{
	struct pair_of *x = pairs_find(forth, a), *y = pairs_find(back, b);
	if (!x->used && !y->used) {
		*x = (struct pair_of){a, b, true};
		*y = (struct pair_of){b, a, true};
	}
	return x->used && x->to == b && y->used && y->to == a;
}

/* ---- values -------------------------------------------------------------------------------------------------------
 */

static void bind(struct matching *m, uint32_t old, uint32_t new)
{
	if (old == NONE || new == NONE || m->value_new[old] != NONE || m->value_old[new] != NONE)
		return;
	m->value_new[old] = new;
	m->value_old[new] = old;
}

/* The row that defines the value, NONE. */
static uint32_t defining_row(const struct rows *r, uint32_t value)
{
	const struct value *v = &r->c->value[value];
	return v->kind == VALUE_INSN ? r->of_insn[v->where] : NONE;
}

/* A value that an instruction makes which the other build does not have: that one is shown as changed already. */
static bool made_anew(const struct rows *r, const uint32_t *match, uint32_t value)
{
	uint32_t row = defining_row(r, value);
	return row != NONE && match[row] == NONE;
}

static bool entry_differs(const struct matching *m, const struct value *a, const struct value *b)
{
	const regset *saved = &m->old.c->isa->callee_saved;
	return a->reg != b->reg && !(regset_has(*saved, a->reg) && regset_has(*saved, b->reg));
}

/* Whether both mean the same value; values that nothing is known of yet are taken for each other's counterpart. */
static bool agree(struct matching *m, uint32_t old, uint32_t new)
{
	if (old == NONE || new == NONE)
		return true;
	old = value_origin(m->old.c, old);
	new = value_origin(m->new.c, new);
	if (m->value_new[old] == new)
		return true;
	if (made_anew(&m->old, m->to_new, old) || made_anew(&m->new, m->to_old, new))
		return true;
	if (m->value_new[old] != NONE || m->value_old[new] != NONE)
		return false;
	const struct value *a = &m->old.c->value[old], *b = &m->new.c->value[new];
	/* Both were made by rows that are matched, but not with each other; arguments have their registers. */
	if ((a->kind == VALUE_INSN && b->kind == VALUE_INSN &&
	     m->to_new[defining_row(&m->old, old)] != defining_row(&m->new, new)) ||
	    (a->kind == VALUE_ENTRY && b->kind == VALUE_ENTRY && entry_differs(m, a, b)))
		return false;
	bind(m, old, new);
	return true;
}

static bool is_written(const struct code *c, const struct row *r, const struct name *n)
{
	return !n->in_address || (c->insn[r->insn].flags & INSN_WRITEBACK);
}

static void bind_written(struct matching *m, const struct row *a, const struct row *b)
{
	for (uint32_t i = 0; i < a->n_name && i < b->n_name; i++)
		if (is_written(m->old.c, a, &a->name[i]) && is_written(m->new.c, b, &b->name[i]))
			bind(m, diff_defined(m->old.c, a->insn, a->name[i].reg),
			     diff_defined(m->new.c, b->insn, b->name[i].reg));
}

static bool inputs_agree(struct matching *m, const struct row *a, const struct row *b)
{
	for (uint32_t i = 0; i < a->n_name && i < b->n_name; i++)
		if (!agree(m, diff_used(m->old.c, a->insn, a->name[i].reg),
		           diff_used(m->new.c, b->insn, b->name[i].reg)))
			return false;
	return true;
}

/* ---- rows ---------------------------------------------------------------------------------------------------------
 */

/* Whether the bytes are an address in the file: what lies there may have moved. */
static bool is_pointer(const struct code *c, const uint8_t bytes[static 8])
{
	enum { LEAST_ADDRESS = 4096 };
	uint64_t address;
	memcpy(&address, bytes, sizeof address);
	return !c->object->relocatable && address >= LEAST_ADDRESS && object_section(c->object, address);
}

/* Constants in the files; what has no bytes there is taken to be the same. */
static bool data_agrees(const struct matching *m, const struct row *a, const struct row *b)
{
	if (!a->data || !b->data || !a->data_size || a->data_size != b->data_size)
		return true;
	const uint8_t *x = object_bytes(m->old.c->object, a->data, a->data_size);
	const uint8_t *y = object_bytes(m->new.c->object, b->data, b->data_size);
	return !x || !y || !memcmp(x, y, a->data_size) ||
	       (a->data_size == sizeof(uint64_t) && is_pointer(m->old.c, x) && is_pointer(m->new.c, y));
}

/* By row: matched rows before it. Places between the same two matched rows are the same place. */
static uint32_t *places(const uint32_t *match, uint32_t n, struct arena *arena)
{
	uint32_t *place = ARENA_ARRAY_RAW(arena, uint32_t, n + 1);
	place[0] = 0;
	for (uint32_t i = 0; i < n; i++)
		place[i + 1] = place[i] + (match[i] != NONE);
	return place;
}

static void compare_rows(struct matching *m, const uint32_t *place_old, const uint32_t *place_new)
{
	struct pairs forth = pairs_new(m->old.n, m->arena), back = pairs_new(m->new.n, m->arena);
	for (uint32_t i = 0; i < m->old.n; i++)
		if (m->to_new[i] != NONE)
			bind_written(m, &m->old.v[i], &m->new.v[m->to_new[i]]);
	for (uint32_t i = 0; i < m->old.n; i++) {
		const struct row *a = &m->old.v[i];
		if (m->to_new[i] == NONE)
			continue;
		const struct row *b = &m->new.v[m->to_new[i]];
		bool same = inputs_agree(m, a, b) && data_agrees(m, a, b);
		if (a->slot_length && b->slot_length)
			same &= pairs_agree(&forth, &back, a->slot, b->slot);
		if (a->target != NONE && b->target != NONE)
			same &= place_old[a->target] == place_new[b->target];
		m->other_input[i] = !same;
	}
}

/* Numbers for the rows that are jumped to, in the old build's order. Matched rows have the same number, then what
 * stands at the same place between matched rows. */
static void number_labels(struct matching *m, const uint32_t *place_old, const uint32_t *place_new)
{
	uint32_t next = 0, *by_place = ARENA_ARRAY(m->arena, uint32_t, m->old.n + m->new.n + 2);
	m->label_old = ARENA_ARRAY(m->arena, uint32_t, m->old.n + 1);
	m->label_new = ARENA_ARRAY(m->arena, uint32_t, m->new.n + 1);
	for (uint32_t i = 0; i < m->old.n; i++)
		if (m->old.v[i].target != NONE)
			m->label_old[m->old.v[i].target] = 1;
	for (uint32_t i = 0; i < m->old.n; i++)
		if (m->label_old[i]) {
			m->label_old[i] = ++next;
			if (!by_place[place_old[i]])
				by_place[place_old[i]] = next;
		}
	for (uint32_t i = 0; i < m->new.n; i++)
		if (m->new.v[i].target != NONE)
			m->label_new[m->new.v[i].target] = 1;
	for (uint32_t i = 0; i < m->new.n; i++) {
		uint32_t old = m->to_old[i];
		if (!m->label_new[i] || old == NONE || !m->label_old[old])
			continue;
		m->label_new[i] = m->label_old[old];
		by_place[place_new[i]] = 0;
	}
	for (uint32_t i = 0; i < m->new.n; i++) {
		uint32_t *known = &by_place[place_new[i]], old = m->to_old[i];
		if (!m->label_new[i] || (old != NONE && m->label_old[old]))
			continue;
		m->label_new[i] = *known ? *known : ++next;
		*known = 0; /* another label in the same gap is another one */
	}
}

static uint32_t *none(uint32_t n, struct arena *arena)
{
	uint32_t *v = ARENA_ARRAY_RAW(arena, uint32_t, n + 1);
	memset(v, 0xff, (n + 1) * sizeof *v);
	return v;
}

static uint64_t *keys(const struct rows *r, struct arena *arena)
{
	uint64_t *k = ARENA_ARRAY_RAW(arena, uint64_t, r->n + 1);
	for (uint32_t i = 0; i < r->n; i++)
		k[i] = r->v[i].key;
	return k;
}

struct matching diff_match(struct rows old, struct rows new, struct arena *arena)
{
	struct matching m = {.old = old, .new = new, .arena = arena};
	m.to_new = none(old.n, arena);
	m.to_old = none(new.n, arena);
	m.value_new = none(old.c->n_value, arena);
	m.value_old = none(new.c->n_value, arena);
	m.other_input = ARENA_ARRAY(arena, bool, old.n + 1);
	align(keys(&old, arena), old.n, keys(&new, arena), new.n, m.to_new, arena);
	for (uint32_t i = 0; i < old.n; i++)
		if (m.to_new[i] != NONE)
			m.to_old[m.to_new[i]] = i;
	uint32_t *place_old = places(m.to_new, old.n, arena), *place_new = places(m.to_old, new.n, arena);
	compare_rows(&m, place_old, place_new);
	number_labels(&m, place_old, place_new);
	for (uint32_t i = 0; i < old.n; i++)
		m.changed += m.to_new[i] == NONE || m.other_input[i];
	for (uint32_t i = 0; i < new.n; i++)
		m.changed += m.to_old[i] == NONE;
	return m;
}

/* ---- text ---------------------------------------------------------------------------------------------------------
 */

static const char *with_label(const struct matching *m, const char *text, uint32_t target, const uint32_t *label)
{
	return target == NONE ? text : arena_printf(m->arena, "%sL%u", text, label[target]);
}

const char *diff_text_old(const struct matching *m, uint32_t row)
{
	const struct row *r = &m->old.v[row];
	return with_label(m, r->text, r->target, m->label_old);
}

/* What the old build calls the register that the new one has the same value in. */
static const char *old_name(const struct matching *m, const struct row *r, const struct name *n, char buf[static 8])
{
	const struct code *c = m->new.c;
	uint32_t used = diff_used(c, r->insn, n->reg), defined = diff_defined(c, r->insn, n->reg);
	uint32_t value = !n->in_address && n->first_operand && defined != NONE ? defined
	                 : used != NONE                                        ? used
	                                                                       : defined;
	const char *own = arena_printf(m->arena, "%.*s", n->length, r->text + n->at);
	if (value == NONE)
		return own;
	uint32_t old = m->value_old[value];
	if (old != NONE)
		return arena_strdup(m->arena, c->isa->reg_name(m->old.c->value[old].reg, n->bits, buf));
	return c->value[value].kind == VALUE_ENTRY ? own : arena_printf(m->arena, "%s'", own);
}

const char *diff_text_new(const struct matching *m, uint32_t row)
{
	const struct row *r = &m->new.v[row];
	uint32_t old = m->to_old[row];
	if (old != NONE && !m->other_input[old])
		return diff_text_old(m, old);
	const char *text = "";
	size_t at = 0;
	char buf[8];
	for (uint32_t i = 0; i < r->n_name; i++) {
		const struct name *n = &r->name[i];
		text =
		    arena_printf(m->arena, "%s%.*s%s", text, (int)(n->at - at), r->text + at, old_name(m, r, n, buf));
		at = (size_t)n->at + n->length;
	}
	return with_label(m, arena_printf(m->arena, "%s%s", text, r->text + at), r->target, m->label_new);
}
