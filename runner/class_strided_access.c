/* class_strided_access.c: innermost loops that use few bytes of each cache line that they bring in. */
#include "strides.h"

#include <stdlib.h>

enum {
	LINE = 64,         /* bytes of a cache line, on every core here */
	MOST_USED = 16,    /* bytes used of a line, from which on the rest does not count as waste */
	FEW_LINES = 16,    /* a loop that touches no more of them costs nothing to speak of */
	KEPT_LINES = 128,  /* those stay in the first-level cache until the loop around comes back to them */
	MAX_ACCESSES = 64, /* of one loop; those beyond are not looked at, and the loop is not judged */
	MAX_EVIDENCE = 8,
};

struct access {
	uint32_t insn;
	uint8_t mem, flags;
	uint16_t width;
	bool taken;
	struct address_pattern where;       /* known: a constant stride */
	struct register_stride by_register; /* known: one that a register holds */
};

struct accesses {
	struct access v[MAX_ACCESSES];
	uint32_t n;
	bool too_many;
};

/* Accesses at the same stride whose distances are known, folded into one stride. */
struct group {
	int64_t stride; /* absolute; 0: in a register */
	const struct access *first;
	uint32_t insn[MAX_EVIDENCE], n_insn;
	struct bytes {
		int64_t at;
		int64_t width;
	} part[MAX_ACCESSES];
	uint32_t n_part;
	bool reads;
	int64_t used;    /* bytes of one stride */
	double per_line; /* bytes used of each line */
	double lines;    /* touched in one iteration */
	bool moves;      /* the loop around goes on by `around` bytes */
	int64_t around;
};

/* ---- what the loop accesses -------------------------------------------------------------------------------------- */

static bool goes_on(const struct analysis *a, uint32_t loop, struct access *x)
{
	const struct memop *m = &a->code->insn[x->insn].mem[x->mem];
	if (!m->width || m->flags & (MEM_VECTOR_INDEX | MEM_VL_SCALED | MEM_TLS))
		return false;
	x->where = induction_address(analysis_induction(a, loop), x->insn, x->mem);
	if (x->where.known)
		return x->where.stride && x->where.stride != INT64_MIN;
	if (!x->where.gather)
		x->by_register = strides_in_register(a, loop, x->insn, x->mem);
	return x->by_register.known;
}

static void collect(const struct analysis *a, uint32_t loop, struct accesses *all)
{
	const struct code *c = a->code;
	const struct loop *l = &c->loop[loop];
	for (uint32_t k = 0; k < l->n_blocks; k++) {
		const struct block *b = &c->block[c->loop_blocks[l->first_block + k]];
		for (uint32_t i = b->first; i < b->end && !b->no_return; i++)
			for (uint8_t m = 0; m < c->insn[i].n_mem; m++) {
				const struct memop *mem = &c->insn[i].mem[m];
				struct access x = {.insn = i, .mem = m, .flags = mem->flags, .width = mem->width};
				if (!(mem->flags & (MEM_READ | MEM_WRITE)) || !goes_on(a, loop, &x))
					continue;
				if (all->n == MAX_ACCESSES) {
					all->too_many = true;
					return;
				}
				all->v[all->n++] = x;
			}
	}
}

static int64_t magnitude(int64_t n) { return n < 0 ? -n : n; }

/* Whether y belongs to x's group; *distance: how far behind it starts. */
static bool together(const struct access *x, const struct access *y, int64_t *distance)
{
	if (x->where.known)
		return y->where.known && y->where.stride == x->where.stride &&
		       address_comparable(&y->where, &x->where, distance);
	if (!y->by_register.known || y->by_register.phi != x->by_register.phi ||
	    y->by_register.offset != x->by_register.offset)
		return false;
	*distance = (int64_t)((uint64_t)y->by_register.constant - (uint64_t)x->by_register.constant);
	return true;
}

static void add(struct group *g, const struct access *x, int64_t distance)
{
	g->reads |= (x->flags & MEM_READ) != 0;
	if (x->flags & MEM_READ && g->n_insn < MAX_EVIDENCE && !(g->n_insn && g->insn[g->n_insn - 1] == x->insn))
		g->insn[g->n_insn++] = x->insn;
	if (g->stride) {
		distance %= g->stride;
		distance += distance < 0 ? g->stride : 0;
	}
	int64_t width = g->stride && x->width > g->stride ? g->stride : x->width;
	int64_t wraps = g->stride && distance + width > g->stride ? distance + width - g->stride : 0;
	g->part[g->n_part++] = (struct bytes){distance, width - wraps};
	if (wraps && g->n_part < MAX_ACCESSES)
		g->part[g->n_part++] = (struct bytes){0, wraps};
}

/* ---- bytes and lines --------------------------------------------------------------------------------------------- */

static int by_place(const void *a, const void *b)
{
	const struct bytes *x = a, *y = b;
	return (x->at > y->at) - (x->at < y->at);
}

/* Merges what overlaps. */
static void merge(struct group *g)
{
	uint32_t n = 0;
	qsort(g->part, g->n_part, sizeof *g->part, by_place);
	for (uint32_t i = 0; i < g->n_part; i++) {
		struct bytes *last = &g->part[n ? n - 1 : 0], *p = &g->part[i];
		if (n && p->at <= last->at + last->width) {
			int64_t end = p->at + p->width;
			last->width = end > last->at + last->width ? end - last->at : last->width;
		} else {
			g->part[n++] = *p;
		}
	}
	g->n_part = n;
	g->used = 0;
	for (uint32_t i = 0; i < n; i++)
		g->used += g->part[i].width;
}

/* Lines that the parts touch when the first of them starts `start` bytes into a line. */
static int64_t lines_at(const struct group *g, int64_t start)
{
	int64_t n = 0, last = -1;
	for (uint32_t i = 0; i < g->n_part; i++) {
		int64_t at = g->part[i].at - g->part[0].at + start;
		int64_t from = at / LINE, to = (at + g->part[i].width - 1) / LINE;
		n += to - (from > last ? from - 1 : last);
		last = to;
	}
	return n;
}

/* At the alignment that serves the loop best. */
static void count_lines(struct group *g)
{
	merge(g);
	if (g->stride && g->stride < LINE) {
		g->lines = (double)g->stride / LINE;
	} else {
		int64_t least = INT64_MAX;
		for (int64_t start = 0; start < LINE; start++) {
			int64_t n = lines_at(g, start);
			least = n < least ? n : least;
		}
		g->lines = (double)least;
	}
	g->per_line = (double)g->used / g->lines;
}

/* ---- judging ----------------------------------------------------------------------------------------------------- */

static bool on_own_frame(const struct analysis *a, const struct access *x)
{
	return stack_address(a->stack, x->where.known ? x->where.base_root : NONE) ||
	       (x->where.known && stack_address(a->stack, x->where.index_root));
}

static bool loop_is_judged(const struct analysis *a, uint32_t loop)
{
	const struct code *c = a->code;
	const struct loop *l = &c->loop[loop];
	if (!l->innermost || l->irreducible_inside || l->role == ROLE_PROLOGUE)
		return false;
	for (uint32_t k = 0; k < l->n_blocks; k++) {
		const struct block *b = &c->block[c->loop_blocks[l->first_block + k]];
		for (uint32_t i = b->first; i < b->end && !b->no_return; i++)
			if (insn_is_call(&c->insn[i]) || c->insn[i].op == OP_STRING ||
			    c->insn[i].flags & INSN_UNDECODED)
				return false; /* they may use the rest of the line */
	}
	return true;
}

/* A group of which too little is used, and in so many lines that it counts. */
static bool wastes(const struct analysis *a, uint32_t loop, struct group *g)
{
	if (!g->reads || g->per_line > MOST_USED || on_own_frame(a, g->first))
		return false;
	uint64_t trips = loop_trips(a, loop);
	double lines = (double)trips * g->lines;
	g->moves = g->stride ? strides_around(a, loop, &g->first->where, g->first->insn, g->first->mem, &g->around)
	                     : strides_around_register(a, loop, &g->first->by_register, &g->around);
	bool comes_back = g->moves && magnitude(g->around) < LINE;
	if (!g->stride && !g->first->by_register.scaled && !(comes_back && g->around))
		return false; /* it may as well be one element */
	return !trips || lines > (comes_back ? KEPT_LINES : FEW_LINES);
}

/* Bytes of the same stride that other groups use: they may lie in the same lines. */
static double used_by_all(const struct accesses *all, const struct group *g)
{
	double used = (double)g->used;
	for (uint32_t i = 0; i < all->n; i++) {
		const struct access *x = &all->v[i];
		int64_t distance;
		bool same = g->stride ? x->where.known && magnitude(x->where.stride) == g->stride
		                      : x->by_register.known && x->by_register.step == g->first->by_register.step;
		if (same && !together(g->first, x, &distance))
			used += x->width;
	}
	return used / g->lines;
}

/* ---- the finding ------------------------------------------------------------------------------------------------- */

static bool is_column(const struct group *g)
{
	return !g->stride || (g->moves && g->around && magnitude(g->around) < LINE && magnitude(g->around) < g->stride);
}

static const char *cause_of(const struct code *c, const struct group *g)
{
	const char *around = "";
	char name[8];
	if (is_column(g) && g->moves && g->around && magnitude(g->around) < LINE)
		around =
		    arena_printf(c->arena, " The loop around it goes on by %lld byte%s: this one walks down a column.",
		                 (long long)g->around, magnitude(g->around) == 1 ? "" : "s");
	if (!g->stride)
		return arena_printf(
		    c->arena,
		    "Each iteration reads %lld byte%s and goes on by a stride in a register (%s). Where that is a line "
		    "or "
		    "more, %.3g of the 64 bytes in each cache line are used, and the rest is brought in for nothing.%s",
		    (long long)g->used, g->used == 1 ? "" : "s",
		    c->isa->reg_name(c->value[g->first->by_register.step].reg, 0, name), g->per_line, around);
	return arena_printf(c->arena,
	                    "Each iteration goes on by %lld bytes and uses %lld of them: %.3g of the 64 bytes in each "
	                    "cache line that it touches. The rest is brought in for nothing.%s",
	                    (long long)g->stride, (long long)g->used, g->per_line, around);
}

static const char *fix_of(const struct group *g)
{
	return is_column(g)
	           ? "Exchange the loops, so that the inner one goes along a row (with one accumulator for each "
	             "column), or work on tiles of a few lines."
	           : "Keep what this loop reads in arrays of its own (a structure of arrays), or split the "
	             "records into the fields that are read together and the rest.";
}

static const char *expect_of(const struct code *c, const struct group *g)
{
	return arena_printf(
	    c->arena,
	    "Loads that follow each other without a gap: all 64 bytes of each line are used, %.3g times "
	    "fewer lines, and vectors become possible.",
	    LINE / g->per_line);
}

static enum level confidence_of(const struct group *g)
{
	bool comes_back = g->moves && magnitude(g->around) < LINE;
	if (!g->stride && !comes_back)
		return LEVEL_LOW;
	return g->stride && !comes_back ? LEVEL_HIGH : LEVEL_MEDIUM;
}

static void report(const struct analysis *a, uint32_t loop, const struct group *g, struct finding_list *out)
{
	const struct code *c = a->code;
	enum level confidence = confidence_of(g);
	struct finding f = {
	    .class = &class_strided_access,
	    .kind = is_column(g) ? "column" : "structure",
	    .loop = loop,
	    .insn = g->insn[0],
	    .severity = confidence == LEVEL_LOW || g->per_line > LINE / 8 ? LEVEL_LOW : LEVEL_MEDIUM,
	    .confidence = confidence,
	    .cost_cycles = -1, /* the models know no cache misses */
	    .cause = cause_of(c, g),
	    .fix = fix_of(g),
	    .expect = expect_of(c, g),
	    .counts = true,
	};
	f.evidence = ARENA_ARRAY_RAW(c->arena, uint32_t, g->n_insn + 1);
	for (uint32_t i = 0; i < g->n_insn; i++)
		f.evidence[f.n_evidence++] = g->insn[i];
	if (!g->stride && g->first->by_register.insn != NONE)
		f.evidence[f.n_evidence++] = g->first->by_register.insn;
	if (!g->stride && confidence == LEVEL_LOW)
		f.note = "the stride is not known: where it is one element, nothing is wasted";
	else if (g->moves && magnitude(g->around) < LINE)
		f.note =
		    "the loop around comes back to the same lines: where they are few, they are still in the cache";
	*ARENA_PUSH(c->arena, out) = f;
}

static bool is_main(const struct loop *l) { return l->role == ROLE_MAIN || l->role == ROLE_VECTOR_MAIN; }

/* Whether a loop beside this one, of the same parent, was reported. */
static bool reported_beside(const struct code *c, uint32_t loop, const struct finding_list *out, uint32_t from)
{
	for (uint32_t i = from; i < out->n; i++)
		if (c->loop[out->v[i].loop].parent == c->loop[loop].parent)
			return true;
	return false;
}

static void judge(const struct analysis *a, uint32_t loop, struct accesses *all, struct finding_list *out)
{
	for (uint32_t i = 0; i < all->n; i++) {
		struct access *first = &all->v[i];
		if (first->taken)
			continue;
		struct group g = {.first = first};
		g.stride = first->where.known ? magnitude(first->where.stride) : 0;
		for (uint32_t k = i; k < all->n; k++) {
			int64_t distance = 0;
			if ((k != i && !together(first, &all->v[k], &distance)) || g.n_part >= MAX_ACCESSES - 1)
				continue;
			all->v[k].taken = true;
			add(&g, &all->v[k], distance);
		}
		if (g.stride && !is_main(&a->code->loop[loop]))
			continue;
		count_lines(&g);
		if (wastes(a, loop, &g) && used_by_all(all, &g) <= MOST_USED)
			report(a, loop, &g, out);
	}
}

/* A loop that goes by a stride in a register often has a version beside it for a stride of one element, which is the
 * main one by its vectors: then the others count. */
static void find(const struct analysis *a, struct finding_list *out)
{
	const struct code *c = a->code;
	uint32_t from = out->n;
	for (unsigned pass = 0; pass < 2; pass++)
		for (uint32_t l = 0; l < c->n_loop; l++) {
			struct accesses all = {.n = 0};
			if (!c->loop[l].innermost || is_main(&c->loop[l]) != !pass || !loop_is_judged(a, l) ||
			    (pass && reported_beside(c, l, out, from)))
				continue;
			collect(a, l, &all);
			if (!all.too_many)
				judge(a, l, &all, out);
		}
}

const struct class class_strided_access = {
    .name = "strided-access",
    .title = "an innermost loop uses few bytes of each cache line that it brings in",
    .find = find,
};
