/* phis.c: replaces phis all of whose arguments are one value.
 *
 * Each phi watches two arguments that differ from each other and from itself; only when a watched one is replaced does
 * it look for another, further on. Equal values stay equal, so no argument is looked at twice. In a reducible graph
 * this finds every redundant phi. */
#include "ssa_private.h"

enum { LIST_END = UINT32_MAX };

struct simplifier {
	struct ssa *s;
	uint32_t *place;        /* by phi: the next argument to look at */
	uint32_t (*watched)[2]; /* by phi */
	uint32_t *head;         /* by phi: those that watch it, 2 * phi + side */
	uint32_t *next;         /* by 2 * phi + side */
	uint32_t *work, n_work;
	uint64_t steps; /* watchers may still be moved so often; what remains then is redundant, not wrong */
};

uint32_t phi_representative(struct ssa *s, uint32_t value)
{
	uint32_t top = value;
	while (top >= s->first_made && s->same_as[top - s->first_made] != top)
		top = s->same_as[top - s->first_made];
	while (value != top) {
		uint32_t *link = &s->same_as[value - s->first_made];
		value = *link;
		*link = top;
	}
	return top;
}

/* The next argument that is neither the phi itself nor `other`; NONE: there is none. */
static uint32_t look_on(struct simplifier *m, uint32_t phi, uint32_t other)
{
	struct ssa *s = m->s;
	const struct value *v = &s->made.v[phi];
	uint32_t n = s->c->block[v->where].n_pred, self = s->first_made + phi;
	while (m->place[phi] < n) {
		uint32_t arg = phi_representative(s, s->c->phi_args[v->first_arg + m->place[phi]++]);
		if (arg != self && arg != other)
			return arg;
	}
	return NONE;
}

static void watch(struct simplifier *m, uint32_t phi, unsigned side, uint32_t value)
{
	m->watched[phi][side] = value;
	if (value < m->s->first_made)
		return;
	uint32_t *head = &m->head[value - m->s->first_made];
	m->next[2 * phi + side] = *head;
	*head = 2 * phi + side;
}

static void replace(struct simplifier *m, uint32_t phi, uint32_t value)
{
	m->s->same_as[phi] = value;
	m->work[m->n_work++] = phi;
}

/* The value that this side watched has been replaced. */
static void watch_again(struct simplifier *m, uint32_t phi, unsigned side)
{
	struct ssa *s = m->s;
	uint32_t self = s->first_made + phi;
	if (s->same_as[phi] != self)
		return;
	uint32_t mine = phi_representative(s, m->watched[phi][side]);
	uint32_t other = phi_representative(s, m->watched[phi][!side]);
	if (mine == self || mine == other)
		mine = look_on(m, phi, other);
	if (mine == NONE && other != self)
		replace(m, phi, other);
	else if (mine != NONE)
		watch(m, phi, side, mine);
}

static void run(struct simplifier *m)
{
	while (m->n_work) {
		uint32_t phi = m->work[--m->n_work];
		for (uint32_t node = m->head[phi], next; node != LIST_END && m->steps; node = next, m->steps--) {
			next = m->next[node];
			watch_again(m, node / 2, node & 1);
		}
		m->head[phi] = LIST_END;
	}
}

static void start(struct simplifier *m, uint32_t phi)
{
	uint32_t a = look_on(m, phi, NONE);
	if (a == NONE)
		return; /* it holds nothing but itself: unreachable code */
	uint32_t b = look_on(m, phi, a);
	if (b == NONE) {
		replace(m, phi, a);
		run(m);
		return;
	}
	watch(m, phi, 0, a);
	watch(m, phi, 1, b);
}

void phis_simplify(struct ssa *s)
{
	struct arena *a = s->c->arena;
	uint32_t n = s->made.n;
	s->same_as = ARENA_ARRAY_RAW(a, uint32_t, n);
	struct simplifier m = {.s = s, .steps = 64ull * s->n_args + 4096};
	m.place = ARENA_ARRAY(a, uint32_t, n);
	m.watched = arena_alloc_raw(a, sizeof *m.watched * n);
	m.head = ARENA_ARRAY_RAW(a, uint32_t, n);
	m.next = ARENA_ARRAY_RAW(a, uint32_t, 2 * (size_t)n);
	m.work = ARENA_ARRAY_RAW(a, uint32_t, n);
	for (uint32_t i = 0; i < n; i++) {
		s->same_as[i] = s->first_made + i;
		m.head[i] = LIST_END;
	}
	for (uint32_t i = 0; i < n; i++)
		if (s->made.v[i].kind == VALUE_PHI)
			start(&m, i);
}
