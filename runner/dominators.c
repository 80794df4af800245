/* dominators.c: the order of the blocks, and the dominator tree by the algorithm of Lengauer and Tarjan (1979) with
 * path compression, without recursion. */
#include "code_private.h"

#include <string.h>

/* ---- depth-first search ------------------------------------------------------------------------------------------ */

/* The search numbers blocks from 1; 0 is the virtual root above the entry and the additional roots. */
struct search {
	struct code *c;
	uint32_t *number; /* by block, 0: not seen */
	uint32_t *vertex; /* by number */
	uint32_t *parent; /* by number */
	uint32_t n;
	uint32_t *postorder, n_postorder;
	uint32_t *stack, *next; /* blocks that are open, and which successor comes next, from the last to the first */
};

static void enter(struct search *s, uint32_t b, uint32_t parent, uint32_t depth)
{
	s->number[b] = ++s->n;
	s->vertex[s->n] = b;
	s->parent[s->n] = parent;
	s->stack[depth] = b;
	s->next[depth] = s->c->block[b].n_succ;
}

/* The fall-through is visited last, so that it comes next in reverse postorder. */
static void search_from(struct search *s, uint32_t root)
{
	const struct code *c = s->c;
	uint32_t depth = 1;
	enter(s, root, 0, 0);
	while (depth) {
		uint32_t b = s->stack[depth - 1];
		if (!s->next[depth - 1]) {
			s->postorder[s->n_postorder++] = b;
			depth--;
			continue;
		}
		uint32_t to = c->succ[c->block[b].first_succ + --s->next[depth - 1]];
		if (!s->number[to])
			enter(s, to, s->number[b], depth++);
	}
}

/* Padding: nothing but no-operations and traps, and no predecessor. */
static bool is_padding(const struct code *c, const struct block *b)
{
	for (uint32_t i = b->first; i < b->end; i++)
		if (c->insn[i].op != OP_NOP && c->insn[i].flow != FLOW_TRAP)
			return false;
	return true;
}

/* Blocks without predecessors first: the rest lies behind them, or in a cycle of its own. */
static void search_additional_roots(struct search *s)
{
	struct code *c = s->c;
	for (unsigned pass = 0; pass < 2 && s->n < c->n_block; pass++)
		for (uint32_t b = 1; b < c->n_block; b++)
			if (!s->number[b] && (pass || !c->block[b].n_pred) && !is_padding(c, &c->block[b]))
				search_from(s, b);
}

static void number_blocks(struct search *s, uint32_t n_from_entry)
{
	struct code *c = s->c;
	c->n_rpo = s->n;
	c->rpo = ARENA_ARRAY_RAW(c->arena, uint32_t, s->n);
	for (uint32_t i = 0; i < s->n; i++) {
		uint32_t b = s->postorder[i];
		uint32_t at = i < n_from_entry ? n_from_entry - 1 - i : s->n - 1 - (i - n_from_entry);
		c->rpo[at] = b;
		c->block[b].rpo = at;
		c->block[b].extra = i >= n_from_entry;
	}
}

/* Unreached blocks keep no edges, so that whoever follows edges never meets them. */
static void drop_unreached(struct code *c)
{
	if (c->n_rpo == c->n_block)
		return;
	for (uint32_t b = 0; b < c->n_block; b++)
		if (c->block[b].rpo == NONE) {
			c->block[b].n_succ = 0;
			c->block[b].exits = c->block[b].unresolved = false;
		}
	cfg_predecessors(c);
}

/* ---- Lengauer-Tarjan --------------------------------------------------------------------------------------------- */

/* All by number of the search. */
struct tree {
	const struct search *s;
	uint32_t *semi, *label, *ancestor, *idom, *bucket, *next_in_bucket, *path;
};

/* The vertex of least semidominator on the way up the forest, of which the way is shortened. */
static uint32_t evaluate(struct tree *t, uint32_t v)
{
	if (t->ancestor[v] == NONE)
		return v;
	uint32_t n = 0, u = v;
	while (t->ancestor[t->ancestor[u]] != NONE) {
		t->path[n++] = u;
		u = t->ancestor[u];
	}
	while (n--) {
		u = t->path[n];
		uint32_t up = t->ancestor[u];
		if (t->semi[t->label[up]] < t->semi[t->label[u]])
			t->label[u] = t->label[up];
		t->ancestor[u] = t->ancestor[up];
	}
	return t->label[v];
}

static void semidominator(struct tree *t, uint32_t w)
{
	const struct code *c = t->s->c;
	const struct block *b = &c->block[t->s->vertex[w]];
	if (t->s->parent[w] == 0) {
		t->semi[w] = 0;
		return;
	}
	for (uint32_t i = 0; i < b->n_pred; i++) {
		uint32_t p = c->pred[b->first_pred + i];
		if (c->block[p].extra && !b->extra)
			continue;
		uint32_t u = t->semi[evaluate(t, t->s->number[p])];
		if (u < t->semi[w])
			t->semi[w] = u;
	}
}

static void empty_bucket(struct tree *t, uint32_t of)
{
	for (uint32_t v = t->bucket[of], next; v; v = next) {
		next = t->next_in_bucket[v];
		uint32_t u = evaluate(t, v);
		t->idom[v] = t->semi[u] < t->semi[v] ? u : of;
	}
	t->bucket[of] = 0;
}

static void find_dominators(struct tree *t)
{
	uint32_t n = t->s->n;
	for (uint32_t v = 0; v <= n; v++)
		t->semi[v] = t->label[v] = v;
	for (uint32_t w = n; w > 0; w--) {
		semidominator(t, w);
		uint32_t parent = t->s->parent[w];
		t->ancestor[w] = parent;
		if (!t->semi[w]) { /* right under the virtual root */
			t->idom[w] = 0;
		} else {
			t->next_in_bucket[w] = t->bucket[t->semi[w]];
			t->bucket[t->semi[w]] = w;
		}
		empty_bucket(t, parent);
	}
	for (uint32_t w = 1; w <= n; w++)
		if (t->idom[w] != t->semi[w])
			t->idom[w] = t->idom[t->idom[w]];
}

static void number_tree(struct code *c)
{
	uint32_t *size = ARENA_ARRAY_RAW(c->arena, uint32_t, c->n_block), roots = 0;
	for (uint32_t i = 0; i < c->n_rpo; i++)
		size[c->rpo[i]] = 1;
	for (uint32_t i = c->n_rpo; i-- > 0;) {
		uint32_t b = c->rpo[i], up = c->block[b].idom;
		if (up != NONE)
			size[up] += size[b];
	}
	/* dom_out serves as the place for the next child until its own end is known. */
	for (uint32_t i = 0; i < c->n_rpo; i++) {
		struct block *b = &c->block[c->rpo[i]];
		uint32_t *place = b->idom == NONE ? &roots : &c->block[b->idom].dom_out;
		b->dom_in = *place;
		*place += size[c->rpo[i]];
		b->dom_out = b->dom_in + 1;
	}
}

static void tree_build(struct search *s)
{
	struct code *c = s->c;
	size_t n = (size_t)s->n + 1;
	uint32_t *memory = ARENA_ARRAY_RAW(c->arena, uint32_t, n * 7);
	struct tree t = {.s = s};
	uint32_t **const array[] = {&t.semi, &t.label, &t.idom, &t.path, &t.next_in_bucket, &t.ancestor, &t.bucket};
	for (unsigned i = 0; i < 7; i++)
		*array[i] = memory + i * n;
	memset(t.ancestor, 0xff, n * sizeof *memory); /* NONE */
	memset(t.bucket, 0, n * sizeof *memory);
	find_dominators(&t);
	for (uint32_t v = 1; v <= s->n; v++)
		c->block[s->vertex[v]].idom = t.idom[v] ? s->vertex[t.idom[v]] : NONE;
	number_tree(c);
}

void dominators_build(struct code *c)
{
	uint32_t n = c->n_block;
	struct search s = {.c = c};
	s.number = ARENA_ARRAY(c->arena, uint32_t, n);
	uint32_t *memory = ARENA_ARRAY_RAW(c->arena, uint32_t, 5 * ((size_t)n + 1));
	s.vertex = memory;
	s.parent = memory + ((size_t)n + 1);
	s.postorder = memory + 2 * ((size_t)n + 1);
	s.stack = memory + 3 * ((size_t)n + 1);
	s.next = memory + 4 * ((size_t)n + 1);
	s.parent[0] = 0;
	search_from(&s, 0);
	uint32_t n_from_entry = s.n;
	search_additional_roots(&s);
	number_blocks(&s, n_from_entry);
	drop_unreached(c);
	tree_build(&s);
}
