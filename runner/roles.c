/* roles.c: which loop is the main one, and which only finishes, starts or replaces it.
 *
 * Two innermost loops of the same parent belong together when they walk over the same memory. The wider one (wider
 * vectors, or several elements in each iteration) is the main one. The other is
 *   a remainder  where it starts from where the wide one ended: a start value computed from a value of the wide loop,
 * or from the bound that ended it (n & -4); a prologue   where the wide one starts from where it ended; a fallback
 * where neither leads to the other: a check before both chose. */
#include "classes.h"
#include "loop_choice.h"
#include "named_data.h"
#include "spilled.h"

enum { MAX_LOOPS = 64, MAX_ROOTS = 16, MAX_STARTS = 16 }; /* siblings compared, and what is kept of each */

struct walk {
	uint32_t loop;
	uint32_t root[MAX_ROOTS]; /* where its accesses start */
	uint32_t n_root;
	int64_t stride;             /* the longest of its accesses, absolute; where none is known: the widest access */
	int64_t width;              /* of the widest access whose stride is not known */
	uint32_t start[MAX_STARTS]; /* values that its induction phis have at entry */
	uint32_t n_start;
	uint32_t phi[MAX_STARTS]; /* these phis */
	uint32_t n_phi;
};

static void add_once(uint32_t *list, uint32_t *n, uint32_t max, uint32_t value)
{
	if (value == NONE || *n == max)
		return;
	for (uint32_t i = 0; i < *n; i++)
		if (list[i] == value)
			return;
	list[(*n)++] = value;
}

/* With what it is an offset from. */
static void add_root(const struct code *c, struct walk *w, uint32_t value)
{
	add_once(w->root, &w->n_root, MAX_ROOTS, value);
	if (value == NONE || c->value[value].kind != VALUE_INSN)
		return;
	uint32_t i = c->value[value].where;
	if (c->insn[i].op == OP_ADD && c->insn[i].n_src)
		add_once(w->root, &w->n_root, MAX_ROOTS, value_used(c, i, c->insn[i].src[0]));
	if (c->insn[i].op == OP_ADDRESS && c->insn[i].mem[0].base != REG_NONE)
		add_once(w->root, &w->n_root, MAX_ROOTS, value_used(c, i, c->insn[i].mem[0].base));
}

/* A register whose steps are no constant (a row's length, a vector's): where it starts is known all the same. */
static void take_register(const struct code *c, struct walk *w, uint32_t value)
{
	value = value == NONE ? NONE : value_origin(c, value);
	if (value == NONE)
		return;
	if (value_invariant(c, w->loop, value)) {
		add_root(c, w, value);
		return;
	}
	const struct block *header = &c->block[c->loop[w->loop].header];
	if (c->value[value].kind != VALUE_PHI || c->value[value].where != c->loop[w->loop].header)
		return;
	add_once(w->phi, &w->n_phi, MAX_STARTS, value);
	for (uint32_t p = 0; p < header->n_pred; p++) {
		uint32_t start = c->phi_args[c->value[value].first_arg + p];
		if (loop_has_block(c, w->loop, c->pred[header->first_pred + p]))
			continue;
		add_once(w->start, &w->n_start, MAX_STARTS, start);
		add_root(c, w, start);
	}
}

static void take_unknown(const struct code *c, struct walk *w, uint32_t i, const struct memop *m)
{
	if (m->flags & (MEM_VECTOR_INDEX | MEM_PC_RELATIVE))
		return;
	w->width = m->width > w->width ? m->width : w->width;
	take_register(c, w, m->base == REG_NONE ? NONE : value_used(c, i, m->base));
	take_register(c, w, m->index == REG_NONE ? NONE : value_used(c, i, m->index));
}

static void take_accesses(const struct analysis *a, struct walk *w)
{
	const struct code *c = a->code;
	const struct loop *l = &c->loop[w->loop];
	struct induction *in = analysis_induction(a, w->loop);
	for (uint32_t k = 0; k < l->n_blocks; k++) {
		const struct block *b = &c->block[c->loop_blocks[l->first_block + k]];
		for (uint32_t i = b->first; i < b->end; i++)
			for (unsigned m = 0; m < c->insn[i].n_mem; m++) {
				if (!(c->insn[i].mem[m].flags & (MEM_READ | MEM_WRITE)))
					continue;
				struct address_pattern p = induction_address(in, i, m);
				if (!p.known && !p.gather)
					take_unknown(c, w, i, &c->insn[i].mem[m]);
				if (!p.known || !p.stride)
					continue;
				int64_t stride = p.stride < 0 ? -p.stride : p.stride;
				w->stride = stride > w->stride ? stride : w->stride;
				add_once(w->root, &w->n_root, MAX_ROOTS, p.base_root);
				add_once(w->root, &w->n_root, MAX_ROOTS, p.index_root);
			}
	}
}

static void take_starts(const struct analysis *a, struct walk *w)
{
	const struct code *c = a->code;
	uint32_t header = c->loop[w->loop].header;
	struct induction *in = analysis_induction(a, w->loop);
	for (uint32_t v = c->phi_of_block[header]; v < c->phi_of_block[header + 1]; v++) {
		if (!c->value_is_live[v])
			continue;
		struct linear l = induction_of(in, v);
		if ((!l.known || !l.step) && !c->loop[w->loop].scalable)
			continue;
		add_once(w->phi, &w->n_phi, MAX_STARTS, v);
		for (uint32_t p = 0; p < c->block[header].n_pred; p++)
			if (!loop_has_block(c, w->loop, c->pred[c->block[header].first_pred + p]))
				add_once(w->start, &w->n_start, MAX_STARTS, c->phi_args[c->value[v].first_arg + p]);
	}
}

static struct walk measure(const struct analysis *a, uint32_t loop)
{
	struct walk w = {.loop = loop};
	take_accesses(a, &w);
	take_starts(a, &w);
	w.stride = w.stride ? w.stride : w.width;
	return w;
}

/* ---- does one continue the other? ---- */

struct bound_search {
	const struct code *c;
	uint32_t loop;
	uint32_t bound[MAX_STARTS]; /* invariant values that the loop's exits compare with */
	uint32_t n_bound;
};

/* What a counter that the exit counts down starts from, by steps that are not known. */
static void take_countdown(struct bound_search *s, uint32_t compare)
{
	const struct code *c = s->c;
	uint32_t header = c->loop[s->loop].header;
	uint32_t v = c->insn[compare].n_src ? value_used(c, compare, c->insn[compare].src[0]) : NONE;
	if (v == NONE || c->value[v].kind != VALUE_PHI || c->value[v].where != header)
		return;
	for (uint32_t p = 0; p < c->block[header].n_pred; p++) {
		uint32_t start = c->phi_args[c->value[v].first_arg + p];
		if (loop_has_block(c, s->loop, c->pred[c->block[header].first_pred + p]) || start == NONE)
			continue;
		start = value_origin(c, start);
		if (start != NONE && c->value[start].kind == VALUE_INSN)
			add_once(s->bound, &s->n_bound, MAX_STARTS, start);
	}
}

/* The invariant operands of the compares that end the loop, those excluded that come as they are from outside (an
 * argument n bounds both loops; n & -4, computed here, is the wide one's alone). */
static void find_bounds(struct bound_search *s)
{
	const struct code *c = s->c;
	const struct loop *l = &c->loop[s->loop];
	for (uint32_t k = 0; k < l->n_blocks; k++) {
		const struct block *b = &c->block[c->loop_blocks[l->first_block + k]];
		if (block_last(c, b)->flow != FLOW_BRANCH)
			continue;
		for (uint32_t u = c->first_use[b->end - 1]; u < c->first_use[b->end]; u++) {
			uint32_t v = c->uses[u].value;
			if (v == NONE || c->value[v].kind != VALUE_INSN)
				continue;
			uint32_t compare = c->value[v].where;
			if (c->insn[compare].op == OP_SUB)
				take_countdown(s, compare);
			for (uint32_t x = c->first_use[compare]; x < c->first_use[compare + 1]; x++) {
				uint32_t bound = value_origin(c, c->uses[x].value);
				if (bound != NONE && value_invariant(c, s->loop, bound) &&
				    c->value[bound].kind == VALUE_INSN)
					add_once(s->bound, &s->n_bound, MAX_STARTS, bound);
			}
		}
	}
}

/* Beyond a load or a call it is another computation. */
static bool ends_slice(const struct code *c, uint32_t value)
{
	if (c->value[value].kind != VALUE_INSN || value_is_writeback(c, value))
		return false;
	const struct insn *in = &c->insn[c->value[value].where];
	return in->flow != FLOW_NEXT || (in->n_mem && (in->mem[0].flags & MEM_READ) && in->op == OP_MOVE);
}

static enum slice_step comes_from_loop(const struct code *c, uint32_t value, void *ctx)
{
	const struct bound_search *s = ctx;
	if (!value_invariant(c, s->loop, value))
		return SLICE_FOUND;
	for (uint32_t i = 0; i < s->n_bound; i++)
		if (s->bound[i] == value)
			return SLICE_FOUND;
	return ends_slice(c, value) ? SLICE_CUT : SLICE_ON;
}

struct value_set {
	uint32_t v[MAX_STARTS];
	uint32_t n;
};

static enum slice_step is_in_set(const struct code *c, uint32_t value, void *ctx)
{
	const struct value_set *set = ctx;
	for (uint32_t i = 0; i < set->n; i++)
		if (values_equal(c, set->v[i], value))
			return SLICE_FOUND;
	return ends_slice(c, value) ? SLICE_CUT : SLICE_ON;
}

/* Values that a start is computed from: through phis and address arithmetic. */
static enum slice_step take_computed(const struct code *c, uint32_t value, void *ctx)
{
	struct value_set *set = ctx;
	const struct value *v = &c->value[value];
	if (v->kind != VALUE_INSN)
		return v->kind == VALUE_PHI ? SLICE_ON : SLICE_CUT;
	const struct insn *in = &c->insn[v->where];
	if (in->op != OP_CONST && !insn_is_plain_copy(in))
		add_once(set->v, &set->n, MAX_STARTS, value);
	return insn_is_offset(in) ? SLICE_ON : SLICE_CUT;
}

/* Clears low bits and nothing else that a count has: n & -8. */
static bool rounds_down(const struct insn *in)
{
	uint64_t mask = (uint64_t)in->imm;
	return in->op == OP_AND && in->has_imm && mask && !(mask & 1) && (mask | (mask - 1)) >= INT32_MAX;
}

static enum slice_step take_rounded(const struct code *c, uint32_t value, void *ctx)
{
	struct value_set *set = ctx;
	const struct value *v = &c->value[value];
	if (v->kind != VALUE_INSN)
		return v->kind == VALUE_PHI ? SLICE_ON : SLICE_CUT;
	if (rounds_down(&c->insn[v->where]))
		add_once(set->v, &set->n, MAX_STARTS, value);
	return insn_is_offset(&c->insn[v->where]) ? SLICE_ON : SLICE_CUT;
}

static bool starts_at(const struct code *c, const struct walk *w, uint32_t value)
{
	for (uint32_t i = 0; i < w->n_start; i++)
		if (value_origin(c, w->start[i]) == value)
			return true;
	for (uint32_t i = 0; i < w->n_root; i++)
		if (value_origin(c, w->root[i]) == value)
			return true;
	return false;
}

/* Where both start is not where one of them ends. */
static void drop_common_starts(const struct code *c, struct value_set *set, const struct walk *x, const struct walk *y)
{
	uint32_t kept = 0;
	for (uint32_t i = 0; i < set->n; i++)
		if (!starts_at(c, x, set->v[i]) || !starts_at(c, y, set->v[i]))
			set->v[kept++] = set->v[i];
	set->n = kept;
}

/* Whether the trip count of `before` was computed from the place where `next` starts: n & -8 elements are done when
 * (n & -8) / 8 turns are. A place where `before` starts too is no such place. */
static bool start_bounds(const struct analysis *a, const struct walk *next, const struct walk *before,
                         const struct bound_search *bounds)
{
	const struct code *c = a->code;
	struct value_set starts = {.n = 0};
	for (uint32_t i = 0; i < next->n_start; i++)
		slice_find_spilled(a, next->start[i], take_computed, &starts);
	for (uint32_t i = 0; i < next->n_root; i++)
		slice_find_spilled(a, next->root[i], take_computed, &starts);
	drop_common_starts(c, &starts, next, before);
	for (uint32_t i = 0; starts.n && i < before->n_start; i++)
		if (slice_find_spilled(a, before->start[i], is_in_set, &starts))
			return true;
	for (uint32_t i = 0; starts.n && i < bounds->n_bound; i++)
		if (slice_find_spilled(a, bounds->bound[i], is_in_set, &starts))
			return true;
	return false;
}

/* What a start was masked from: n of n & -8, of n - (n & 7), of n & -vl. */
static enum slice_step take_masked(const struct code *c, uint32_t value, void *ctx)
{
	struct value_set *set = ctx;
	const struct value *v = &c->value[value];
	if (v->kind != VALUE_INSN)
		return v->kind == VALUE_PHI ? SLICE_ON : SLICE_CUT;
	const struct insn *in = &c->insn[v->where];
	if (in->op != OP_AND || in->n_mem)
		return ends_slice(c, value) ? SLICE_CUT : SLICE_ON;
	for (unsigned s = 0; s < in->n_src; s++) {
		uint32_t from = value_used(c, v->where, in->src[s]);
		add_once(set->v, &set->n, MAX_STARTS, from == NONE ? NONE : value_origin(c, from));
	}
	return SLICE_CUT;
}

/* Whether `next` starts at a number that was masked, and the trip count of `before` comes from the same number. */
static bool starts_masked(const struct analysis *a, const struct walk *next, const struct walk *before,
                          const struct bound_search *bounds)
{
	struct value_set from = {.n = 0};
	for (uint32_t i = 0; i < next->n_start; i++)
		slice_find_spilled(a, next->start[i], take_masked, &from);
	for (uint32_t i = 0; from.n && i < bounds->n_bound; i++)
		if (slice_find_spilled(a, bounds->bound[i], is_in_set, &from))
			return true;
	for (uint32_t i = 0; from.n && i < before->n_start; i++)
		if (slice_find_spilled(a, before->start[i], is_in_set, &from))
			return true;
	return false;
}

/* Whether `next` starts from where `before` ended. */
static bool continues(const struct analysis *a, const struct walk *next, const struct walk *before)
{
	const struct code *c = a->code;
	struct bound_search s = {.c = c, .loop = before->loop};
	find_bounds(&s);
	for (uint32_t i = 0; i < next->n_start; i++)
		if (slice_find_spilled(a, next->start[i], comes_from_loop, &s))
			return true;
	for (uint32_t i = 0; i < next->n_root; i++)
		if (slice_find_spilled(a, next->root[i], comes_from_loop, &s))
			return true;
	return start_bounds(a, next, before, &s) || starts_masked(a, next, before, &s);
}

/* Whether the loop starts at a count rounded down, which has no part in where `before` starts: the bound of `before`
 * may be computed from the count a second time (n >> 3 << 5), or lie in memory. */
static bool starts_rounded(const struct analysis *a, const struct walk *next, const struct walk *before)
{
	struct value_set rounded = {.n = 0};
	for (uint32_t i = 0; i < next->n_start; i++)
		slice_find_spilled(a, next->start[i], take_rounded, &rounded);
	for (uint32_t i = 0; i < next->n_root; i++)
		slice_find_spilled(a, next->root[i], take_rounded, &rounded);
	for (uint32_t i = 0; rounded.n && i < before->n_root; i++)
		if (slice_find_spilled(a, before->root[i], is_in_set, &rounded))
			return false;
	return rounded.n > 0;
}

/* Whether where the loop starts depends on whether a vector loop ran, or was left out: then it goes on where that
 * ended. One of a constant trip count leads to the next by nothing else. */
static bool starts_by_way(const struct analysis *a, const struct walk *next, const struct walk *before)
{
	const struct code *c = a->code;
	if (!c->loop[before->loop].vector_bits)
		return false;
	for (uint32_t i = 0; i < next->n_phi; i++)
		if (value_tells_whether_ran(c, before->loop, next->phi[i]))
			return true;
	for (uint32_t i = 0; i < next->n_start; i++)
		if (value_tells_whether_ran(c, before->loop, next->start[i]))
			return true;
	for (uint32_t i = 0; i < next->n_root; i++)
		if (value_tells_whether_ran(c, before->loop, next->root[i]))
			return true;
	return false;
}

static enum slice_step is_value(const struct code *c, uint32_t value, void *ctx)
{
	(void)c;
	return value == *(uint32_t *)ctx ? SLICE_FOUND : SLICE_ON;
}

/* Whether one place is computed from the other; or both move side by side in a loop around, from such places. */
static bool same_memory(const struct analysis *a, uint32_t x, uint32_t y, unsigned depth)
{
	const struct code *c = a->code;
	x = spilled_value(a, value_origin(c, x));
	y = spilled_value(a, value_origin(c, y));
	if (slice_find_spilled(a, x, is_value, &y) || slice_find_spilled(a, y, is_value, &x))
		return true;
	const struct value *v = &c->value[x], *w = &c->value[y];
	if (!depth || v->kind != VALUE_PHI || w->kind != VALUE_PHI || v->where != w->where)
		return false;
	for (uint32_t p = 0; p < c->block[v->where].n_pred; p++) {
		uint32_t from = c->phi_args[v->first_arg + p], to = c->phi_args[w->first_arg + p];
		if (from != NONE && to != NONE && from != x && to != y && same_memory(a, from, to, depth - 1))
			return true;
	}
	return false;
}

static bool share_memory(const struct analysis *a, const struct walk *x, const struct walk *y)
{
	enum { NEST = 3 };
	for (uint32_t i = 0; i < x->n_root; i++)
		for (uint32_t k = 0; k < y->n_root; k++)
			if (same_memory(a, x->root[i], y->root[k], NEST))
				return true;
	struct named_data of_x = named_data_of_loop(a->code, x->loop), of_y = {.n = 0};
	if (of_x.n)
		of_y = named_data_of_loop(a->code, y->loop);
	return named_data_meet(&of_x, &of_y);
}

/* ---- which way leads where ---- */

/* Blocks reachable from a loop without passing through the header of the loop around it. A search ends after
 * SEARCH_BLOCKS: what belongs to one source loop stands close together. */
enum { SEARCH_BLOCKS = 512 };

struct search {
	uint32_t *seen; /* by block: number of the search that saw it last */
	uint32_t number;
	uint32_t work[SEARCH_BLOCKS];
};

static void search_from(const struct code *c, uint32_t loop, struct search *s)
{
	uint32_t parent = c->loop[loop].parent, stop = parent == NONE ? NONE : c->loop[parent].header;
	uint32_t n = 0;
	s->number++;
	s->work[n++] = c->loop[loop].header;
	s->seen[s->work[0]] = s->number;
	for (uint32_t i = 0; i < n; i++) {
		const struct block *b = &c->block[s->work[i]];
		for (uint32_t k = 0; k < b->n_succ && n < SEARCH_BLOCKS; k++) {
			uint32_t to = c->succ[b->first_succ + k];
			if (s->seen[to] == s->number || to == stop)
				continue;
			s->seen[to] = s->number;
			s->work[n++] = to;
		}
	}
}

static bool is_wider(const struct code *c, const struct walk *wide, const struct walk *narrow)
{
	uint16_t w = c->loop[wide->loop].vector_bits, n = c->loop[narrow->loop].vector_bits;
	if (w != n)
		return w > n;
	return wide->stride > narrow->stride && wide->stride % narrow->stride == 0;
}

static void relate(const struct analysis *a, const struct walk *wide, const struct walk *narrow, bool after)
{
	struct code *c = a->code;
	struct loop *l = &c->loop[narrow->loop];
	if (!narrow->stride || !wide->stride || !is_wider(c, wide, narrow) || !share_memory(a, narrow, wide))
		return;
	if (after && (continues(a, narrow, wide) || starts_rounded(a, narrow, wide) || starts_by_way(a, narrow, wide)))
		l->role = ROLE_REMAINDER;
	else if (after || l->role == ROLE_REMAINDER)
		return;
	else if (continues(a, wide, narrow))
		l->role = ROLE_PROLOGUE;
	else if (c->loop[wide->loop].vector_bits && !block_dominates(c, l->header, c->loop[wide->loop].header))
		l->role = ROLE_FALLBACK;
}

static void relate_siblings(const struct analysis *a, const uint32_t *loops, uint32_t n, struct search *search)
{
	struct code *c = a->code;
	struct walk *walks = ARENA_ARRAY(c->arena, struct walk, n);
	for (uint32_t i = 0; i < n; i++)
		walks[i] = measure(a, loops[i]);
	for (uint32_t i = 0; i < n; i++) {
		bool any = false;
		for (uint32_t k = 0; k < n; k++)
			any |= k != i && walks[k].stride && walks[i].stride && is_wider(c, &walks[i], &walks[k]);
		if (!any)
			continue;
		search_from(c, loops[i], search);
		for (uint32_t k = 0; k < n; k++)
			if (k != i)
				relate(a, &walks[i], &walks[k],
				       search->seen[c->loop[loops[k]].header] == search->number);
	}
}

/* A vector loop in a loop around it that its scalar copy stands behind: for as long as the rows are long, they are done
 * here; each row that is too short goes to the copy, which lies one loop further out. */
static void relate_cousins(const struct analysis *a, uint32_t wide)
{
	struct code *c = a->code;
	uint32_t around = c->loop[wide].parent, outer = around == NONE ? NONE : c->loop[around].parent;
	struct walk w = {.loop = NONE};
	if (outer == NONE || !c->loop[wide].vector_bits)
		return;
	for (uint32_t k = wide + 1; k < c->n_loop && k < wide + MAX_LOOPS; k++) {
		struct loop *l = &c->loop[k];
		if (l->parent != outer || !l->innermost || l->irreducible_inside || l->role != ROLE_MAIN ||
		    !loop_chosen_instead(c, wide, k))
			continue;
		struct walk narrow = measure(a, k);
		if (w.loop == NONE)
			w = measure(a, wide);
		if (narrow.stride && w.stride && is_wider(c, &w, &narrow) && share_memory(a, &narrow, &w))
			l->role = ROLE_FALLBACK;
	}
}

/* Innermost loops of one parent, in header order, at most MAX_LOOPS at a time: what belongs together stands close. */
void roles_assign(struct analysis *a)
{
	struct code *c = a->code;
	uint32_t group[MAX_LOOPS], n;
	bool *done = ARENA_ARRAY(c->arena, bool, c->n_loop);
	struct search search = {.seen = ARENA_ARRAY(c->arena, uint32_t, c->n_block)};
	for (uint32_t l = 0; l < c->n_loop; l++)
		c->loop[l].role = c->loop[l].vector_bits && c->loop[l].innermost ? ROLE_VECTOR_MAIN : ROLE_MAIN;
	for (uint32_t l = 0; l < c->n_loop; l++) {
		if (done[l] || !c->loop[l].innermost || c->loop[l].irreducible_inside)
			continue;
		n = 0;
		for (uint32_t k = l; k < c->n_loop && k < l + 4 * MAX_LOOPS && n < MAX_LOOPS; k++)
			if (!done[k] && c->loop[k].innermost && !c->loop[k].irreducible_inside &&
			    c->loop[k].parent == c->loop[l].parent) {
				group[n++] = k;
				done[k] = true;
			}
		if (n > 1)
			relate_siblings(a, group, n, &search);
	}
	for (uint32_t l = 0; l < c->n_loop; l++)
		if (c->loop[l].innermost && !c->loop[l].irreducible_inside)
			relate_cousins(a, l);
}
