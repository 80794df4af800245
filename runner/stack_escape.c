/* stack_escape.c: which slots are parts of objects whose address is taken or indexed.
 *
 * How large an object is, machine code does not say. From where its address points up to the next such address, all
 * slots may be parts of it. Of these, the topmost ones that behave as a register's home (stored before each load, on
 * every way, and registers among what is stored) are taken for separate slots; once a slot does not, all below are
 * parts. */
#include "stack_private.h"

#include <stdlib.h>

static int by_place(const void *a, const void *b)
{
	const struct frame_address *x = &((const struct escape *)a)->where, *y = &((const struct escape *)b)->where;
	if (x->root != y->root)
		return x->root < y->root ? -1 : 1;
	return x->offset < y->offset ? -1 : x->offset > y->offset;
}

/* Allocators store constants as immediates, if at all; from a register it is an object that is being cleared. */
static bool is_cleared(const struct stack_access *a) { return a->constant && a->reg != REG_NONE; }

static bool is_home(const struct stack *s, const struct stack_slot *k)
{
	bool stored = false, loaded = false;
	if (k->mixed || k->purpose != ACCESS_PLAIN)
		return false;
	for (uint32_t i = k->first; i < k->first + k->n; i++) {
		const struct stack_access *a = &s->access[i];
		if ((a->read && !a->sure) || (a->write && (a->file == FILE_OTHER || is_cleared(a))))
			return false;
		stored |= a->write && !a->constant;
		loaded |= a->read;
	}
	return stored && loaded;
}

/* The last escape before `place`, NONE: none in its root. */
static uint32_t escape_before(const struct escapes *e, uint32_t root, int64_t place)
{
	uint32_t first = 0, end = e->n;
	while (first < end) {
		uint32_t mid = first + (end - first) / 2;
		const struct frame_address *w = &e->v[mid].where;
		if (w->root < root || (w->root == root && w->offset < place))
			first = mid + 1;
		else
			end = mid;
	}
	return first && e->v[first - 1].where.root == root ? first - 1 : NONE;
}

void stack_escapes(struct stack *s, struct escapes *e)
{
	if (!e->n)
		return;
	qsort(e->v, e->n, sizeof *e->v, by_place);
	uint32_t object = NONE;
	bool part = false;
	for (uint32_t i = s->n_slot; i-- > 0;) {
		struct stack_slot *k = &s->slot[i];
		if (k->purpose == ACCESS_CALLEE_SAVE || k->purpose == ACCESS_CANARY || k->purpose == ACCESS_INCOMING)
			continue;
		uint32_t from = escape_before(e, k->root, k->offset + k->width);
		if (from != object)
			part = false;
		object = from;
		if (from == NONE)
			continue;
		part |= (e->v[from].where.offset >= k->offset && !e->v[from].vague) || !is_home(s, k);
		k->escapes = part;
	}
}
