/* ratio.c: maximum cycle ratio by Howard's policy iteration. */
#include "ratio.h"

#define NONE       UINT32_MAX
#define MAX_ROUNDS 100 /* in practice a handful; a round is linear in the component's edges */
#define EPSILON    1e-5

struct search {
	const struct ratio_graph *g;
	struct arena *arena;
	uint32_t *component;   /* by node */
	uint32_t *member;      /* nodes, one component after the other */
	uint32_t *policy;      /* the incoming edge that a node follows */
	uint32_t *mark, *path; /* of the walk along the policy */
	double *potential;
	struct ratio_cycle best;
};

/* ---- strongly connected components (Tarjan), without recursion ------------------------------------------------- */

struct frame {
	uint32_t node, edge;
};

struct tarjan {
	struct search *s;
	uint32_t *index, *low, *open, n_open, n_indexed, n_member, n_component;
	struct frame *stack;
	uint32_t depth;
};

static void tarjan_enter(struct tarjan *t, uint32_t v)
{
	t->index[v] = t->low[v] = t->n_indexed++;
	t->open[t->n_open++] = v;
	t->stack[t->depth++] = (struct frame){v, t->s->g->first[v]};
}

static void tarjan_leave(struct tarjan *t, uint32_t v)
{
	t->depth--;
	if (t->depth) {
		uint32_t up = t->stack[t->depth - 1].node;
		t->low[up] = t->low[v] < t->low[up] ? t->low[v] : t->low[up];
	}
	if (t->low[v] != t->index[v])
		return;
	uint32_t w;
	do {
		w = t->open[--t->n_open];
		t->s->component[w] = t->n_component;
		t->s->member[t->n_member++] = w;
	} while (w != v);
	t->n_component++;
}

static void tarjan_visit(struct tarjan *t, uint32_t root)
{
	const struct ratio_graph *g = t->s->g;
	tarjan_enter(t, root);
	while (t->depth) {
		struct frame *f = &t->stack[t->depth - 1];
		uint32_t v = f->node;
		if (f->edge == g->first[v + 1]) {
			tarjan_leave(t, v);
			continue;
		}
		uint32_t w = g->edge[f->edge++].from;
		if (t->index[w] == NONE)
			tarjan_enter(t, w);
		else if (t->s->component[w] == NONE && t->index[w] < t->low[v])
			t->low[v] = t->index[w];
	}
}

static void find_components(struct search *s)
{
	uint32_t n = s->g->n;
	struct tarjan t = {.s = s};
	t.index = ARENA_ARRAY_RAW(s->arena, uint32_t, n);
	t.low = ARENA_ARRAY_RAW(s->arena, uint32_t, n);
	t.open = ARENA_ARRAY_RAW(s->arena, uint32_t, n);
	t.stack = ARENA_ARRAY_RAW(s->arena, struct frame, n);
	for (uint32_t v = 0; v < n; v++)
		t.index[v] = s->component[v] = NONE;
	for (uint32_t v = 0; v < n; v++)
		if (t.index[v] == NONE)
			tarjan_visit(&t, v);
}

/* ---- policy iteration on one component -------------------------------------------------------------------------- */

static bool inside(const struct search *s, uint32_t v, const struct ratio_edge *e)
{
	return s->component[e->from] == s->component[v];
}

static void policy_start(struct search *s, const uint32_t *node, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		uint32_t v = node[i];
		s->policy[v] = NONE;
		for (uint32_t e = s->g->first[v]; e < s->g->first[v + 1]; e++)
			if (inside(s, v, &s->g->edge[e]) &&
			    (s->policy[v] == NONE || s->g->edge[e].weight > s->g->edge[s->policy[v]].weight))
				s->policy[v] = e;
		s->potential[v] = s->g->edge[s->policy[v]].weight;
	}
}

static uint32_t next(const struct search *s, uint32_t v) { return s->g->edge[s->policy[v]].from; }

/* The cycle of greatest ratio among those that the policy has: a node on it, and its ratio; NONE: all of distance 0. */
static uint32_t policy_cycle(struct search *s, const uint32_t *node, uint32_t n, double *ratio)
{
	uint32_t best = NONE;
	for (uint32_t i = 0; i < n; i++)
		s->mark[node[i]] = NONE;
	for (uint32_t i = 0; i < n; i++) {
		uint32_t v = node[i];
		while (s->mark[v] == NONE) {
			s->mark[v] = i;
			v = next(s, v);
		}
		if (s->mark[v] != i)
			continue;
		double weight = 0;
		uint32_t distance = 0, w = v;
		do {
			weight += s->g->edge[s->policy[w]].weight;
			distance += s->g->edge[s->policy[w]].distance;
			w = next(s, w);
		} while (w != v);
		if (!distance) {
			s->best.exact = false;
		} else if (best == NONE || weight / distance > *ratio) {
			best = v;
			*ratio = weight / distance;
		}
	}
	return best;
}

/* Potentials of all nodes whose policy leads to `root`, counted from there. */
static void policy_evaluate(struct search *s, const uint32_t *node, uint32_t n, uint32_t root, double ratio)
{
	enum { FRESH, OPEN, REACHES, ASTRAY };
	for (uint32_t i = 0; i < n; i++)
		s->mark[node[i]] = FRESH;
	s->mark[root] = REACHES;
	for (uint32_t i = 0; i < n; i++) {
		uint32_t v = node[i], depth = 0;
		while (s->mark[v] == FRESH) {
			s->mark[v] = OPEN;
			s->path[depth++] = v;
			v = next(s, v);
		}
		uint32_t end = s->mark[v] == REACHES ? REACHES : ASTRAY;
		while (depth) {
			uint32_t w = s->path[--depth];
			const struct ratio_edge *e = &s->g->edge[s->policy[w]];
			s->mark[w] = end;
			if (end == REACHES)
				s->potential[w] = s->potential[e->from] + e->weight - ratio * e->distance;
		}
	}
}

static bool policy_improve(struct search *s, const uint32_t *node, uint32_t n, double ratio)
{
	bool improved = false;
	for (uint32_t i = 0; i < n; i++) {
		uint32_t v = node[i];
		for (uint32_t at = s->g->first[v]; at < s->g->first[v + 1]; at++) {
			const struct ratio_edge *e = &s->g->edge[at];
			if (!inside(s, v, e))
				continue;
			double p = s->potential[e->from] + e->weight - ratio * e->distance;
			if (p <= s->potential[v] + EPSILON)
				continue;
			s->potential[v] = p;
			s->policy[v] = at;
			improved = true;
		}
	}
	return improved;
}

/* Keeps the policy's cycle through `root`: walked from targets to sources, written the other way round. */
static void keep_cycle(struct search *s, uint32_t root, double ratio)
{
	uint32_t n = 0, distance = 0, v = root;
	do {
		n++;
		distance += s->g->edge[s->policy[v]].distance;
		v = next(s, v);
	} while (v != root);
	uint32_t *edge = ARENA_ARRAY_RAW(s->arena, uint32_t, n);
	/* Start at a node that is reached over a distance, so that this edge becomes the first one. */
	while (!s->g->edge[s->policy[v]].distance)
		v = next(s, v);
	v = next(s, v);
	for (uint32_t i = n; i-- > 0; v = next(s, v))
		edge[i] = s->policy[v];
	s->best = (struct ratio_cycle){ratio, distance, edge, n, s->best.exact};
}

static void solve_component(struct search *s, const uint32_t *node, uint32_t n)
{
	double ratio = 0;
	uint32_t root = NONE;
	bool more = true;
	policy_start(s, node, n);
	for (unsigned round = 0; more && round < MAX_ROUNDS; round++) {
		root = policy_cycle(s, node, n, &ratio);
		if (root == NONE)
			return;
		if (!s->best.distance || ratio > s->best.ratio + EPSILON)
			keep_cycle(s, root, ratio);
		policy_evaluate(s, node, n, root, ratio);
		more = policy_improve(s, node, n, ratio);
	}
	if (more)
		s->best.exact = false;
}

static bool has_self_edge(const struct ratio_graph *g, uint32_t v)
{
	for (uint32_t e = g->first[v]; e < g->first[v + 1]; e++)
		if (g->edge[e].from == v)
			return true;
	return false;
}

struct ratio_cycle ratio_max_cycle(const struct ratio_graph *g, struct arena *arena)
{
	struct search s = {.g = g, .arena = arena, .best.exact = true};
	s.component = ARENA_ARRAY_RAW(arena, uint32_t, g->n);
	s.member = ARENA_ARRAY_RAW(arena, uint32_t, g->n);
	s.policy = ARENA_ARRAY_RAW(arena, uint32_t, g->n);
	s.mark = ARENA_ARRAY_RAW(arena, uint32_t, g->n);
	s.path = ARENA_ARRAY_RAW(arena, uint32_t, g->n);
	s.potential = ARENA_ARRAY_RAW(arena, double, g->n);
	find_components(&s);
	for (uint32_t i = 0, end; i < g->n; i = end) {
		for (end = i + 1; end < g->n && s.component[s.member[end]] == s.component[s.member[i]]; end++)
			;
		if (end - i > 1 || has_self_edge(g, s.member[i]))
			solve_component(&s, &s.member[i], end - i);
	}
	return s.best;
}
