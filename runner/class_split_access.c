/* class_split_access.c: vector accesses that cross cache lines or pages, and loads that stores cannot feed. */
#include "cost.h"
#include "crossing.h"
#include "forwarding.h"
#include "strides.h"

enum {
	LINE = 64,
	PAGE = 4096,
	VECTOR = 16,     /* bytes: the narrowest that is a vector */
	OFTEN = 8,       /* a page is crossed in one iteration out of so many, at least, to be named before the lines */
	TIGHT = 40,      /* cycles of an iteration */
	MAX_RUNS = 16,   /* accesses of one group */
	MAX_GROUPS = 16, /* of one loop */
};

/* ---- lines and pages ---------------------------------------------------------------------------------------- */

/* Bytes that the core accesses as one; 0: no vector. Pairs and lists of registers are accesses of their own. */
static uint32_t vector_width(const struct insn *i, unsigned m)
{
	unsigned registers = 0;
	const reg_t *data = i->mem[m].flags & MEM_WRITE ? i->src : i->dst;
	unsigned n = i->mem[m].flags & MEM_WRITE ? i->n_src : i->n_dst;
	if (i->mem[m].flags & (MEM_VL_SCALED | MEM_VECTOR_INDEX | MEM_TLS) || i->flags & (INSN_MASKED | INSN_SCALABLE))
		return 0;
	for (unsigned k = 0; k < n; k++)
		registers += reg_is_vector(data[k]);
	if (!registers)
		return 0;
	uint32_t width = i->op == OP_MOVE ? i->mem[m].width / registers : i->mem[m].width;
	return width >= VECTOR ? width : 0;
}

/* Vector accesses of one loop whose distances are known: what no start of the first can keep within lines is found. */
struct group {
	struct address_pattern first;
	uint32_t insn[MAX_RUNS];
	struct run run[MAX_RUNS];
	uint32_t n, stores;
	uint32_t widest;
	double lines, pages; /* crossed in one iteration */
};

struct groups {
	struct group *v;
	uint32_t n, cap;
};

static void add_access(const struct analysis *a, uint32_t loop, uint32_t i, unsigned m, struct groups *all)
{
	const struct insn *in = &a->code->insn[i];
	uint32_t width = in->mem[m].flags & (MEM_READ | MEM_WRITE) ? vector_width(in, m) : 0;
	if (!width)
		return;
	struct address_pattern p = induction_address(analysis_induction(a, loop), i, m);
	struct group *g = NULL;
	int64_t distance = 0;
	if (!p.known)
		return;
	for (uint32_t k = 0; k < all->n && !g; k++)
		if (all->v[k].first.stride == p.stride && address_comparable(&p, &all->v[k].first, &distance))
			g = &all->v[k];
	if (!g) {
		g = ARENA_PUSH(a->code->arena, all);
		*g = (struct group){.first = p};
		distance = 0;
	}
	for (uint32_t at = 0; at < in->mem[m].width && g->n < MAX_RUNS; at += width) { /* a pair is two accesses */
		g->insn[g->n] = i;
		g->run[g->n++] = (struct run){distance + at, width};
		g->stores += (in->mem[m].flags & MEM_WRITE) != 0;
	}
	g->widest = width > g->widest ? width : g->widest;
}

/* The second half of such an access takes its port once more. */
static float cost_of_crossings(const struct code *c, const struct group *g)
{
	unsigned loads = (unsigned)__builtin_popcount(c->model->load_ports);
	unsigned stores = (unsigned)__builtin_popcount(c->model->store_ports);
	double stored = (double)g->stores / g->n;
	return (float)(g->lines * (stored / (stores ? stores : 1) + (1 - stored) / (loads ? loads : 1)));
}

static const char *what_crosses(struct arena *m, const struct group *g)
{
	const char *what = g->stores == g->n ? "store" : g->stores ? "access" : "load";
	const char *many = g->stores == g->n ? "stores" : g->stores ? "accesses" : "loads";
	if (!g->first.stride)
		return arena_printf(m, "%u %s of up to %u bytes come back to the same places in each iteration", g->n,
		                    many, g->widest);
	if (g->n == 1)
		return arena_printf(m, "A %s of %u bytes goes on by %lld bytes", what, g->widest,
		                    (long long)g->first.stride);
	return arena_printf(m, "%u %s of up to %u bytes go on by %lld bytes", g->n, many, g->widest,
	                    (long long)g->first.stride);
}

static void report_crossings(const struct analysis *a, uint32_t loop, const struct group *g, struct finding_list *out)
{
	struct arena *m = a->code->arena;
	bool page = g->pages * OFTEN >= 1;
	double times = 64 * (page ? g->pages : g->lines);
	struct finding f = {
	    .class = &class_split_access,
	    .kind = page ? "page" : "line",
	    .loop = loop,
	    .insn = g->insn[0],
	    .cost_cycles = cost_of_crossings(a->code, g),
	    .severity = page || cost_of_crossings(a->code, g) >= 1 ? LEVEL_MEDIUM : LEVEL_LOW,
	    .confidence = LEVEL_HIGH,
	    .evidence = ARENA_ARRAY_RAW(m, uint32_t, g->n),
	    .counts = true,
	};
	for (uint32_t i = 0; i < g->n; i++)
		if (!f.n_evidence || f.evidence[f.n_evidence - 1] != g->insn[i])
			f.evidence[f.n_evidence++] = g->insn[i];
	f.cause = arena_printf(m,
	                       "%s and %s a %s at least %.3g times in 64 iterations, wherever %s: such an access takes "
	                       "two turns%s.",
	                       what_crosses(m, g), g->n == 1 ? "crosses" : "cross", page ? "page" : "cache line", times,
	                       g->n == 1 ? "it starts" : "they start", page ? " and two translations" : "");
	f.fix =
	    g->first.stride
	        ? "Make the stride a multiple of the vector's width (pad the record, or take several records in one "
	          "iteration with whole vectors that follow each other), and align the array to it."
	        : "Put what the vectors read at multiples of their width from each other, and align the array to "
	          "it; or keep it in registers.";
	f.expect = arena_printf(
	    m, "Vector accesses at offsets and strides that are multiples of %u, from an aligned start.", g->widest);
	*ARENA_PUSH(m, out) = f;
}

static void find_crossings(const struct analysis *a, uint32_t loop, struct finding_list *out)
{
	const struct code *c = a->code;
	const struct loop *l = &c->loop[loop];
	struct groups all = {.n = 0};
	uint64_t trips = 0;
	for (uint32_t k = 0; k < l->n_blocks; k++) {
		const struct block *b = &c->block[c->loop_blocks[l->first_block + k]];
		for (uint32_t i = b->first; i < b->end && !b->no_return; i++)
			for (unsigned m = 0; m < c->insn[i].n_mem; m++)
				if (all.n < MAX_GROUPS)
					add_access(a, loop, i, m, &all);
	}
	if (all.n)
		trips = loop_trips(a, loop);
	for (uint32_t k = 0; k < all.n; k++) {
		struct group *g = &all.v[k];
		struct alignment start = alignment_of_address(c, &g->first);
		g->lines = crossings_each(start, g->first.stride, g->run, g->n, LINE, trips);
		if (g->lines > 0)
			g->pages = crossings_each(start, g->first.stride, g->run, g->n, PAGE, trips);
		if (g->lines > 0)
			report_crossings(a, loop, g, out);
	}
}

/* ---- forwarding ---------------------------------------------------------------------------------------------------
 */

static const char *stores_in_words(const struct code *c, const struct failed_forwarding *f)
{
	bool equal = true;
	for (uint32_t i = 1; i < f->n_store; i++)
		equal &= f->store_width[i] == f->store_width[0];
	const char *more = f->n_store == FORWARDING_MAX_STORES && f->covered < f->width ? " or more" : "";
	if (f->n_store == 1)
		return arena_printf(c->arena, "a store of %u byte%s", f->store_width[0],
		                    f->store_width[0] == 1 ? "" : "s");
	if (equal)
		return arena_printf(c->arena, "%u%s stores of %u byte%s", f->n_store, more, f->store_width[0],
		                    f->store_width[0] == 1 ? "" : "s");
	return arena_printf(c->arena, "%u%s narrower stores", f->n_store, more);
}

static const char *cause_of_forwarding(const struct code *c, const struct failed_forwarding *f)
{
	const char *when = !f->after       ? "just before"
	                   : f->after == 1 ? "in the iteration before"
	                                   : arena_printf(c->arena, "%u iterations before", f->after);
	const char *part =
	    f->covered == f->width ? "were" : arena_printf(c->arena, "were in part (%u of them)", f->covered);
	const char *miss = c->model->forward_miss > 0 ? arena_printf(c->arena, ", about %.3g cycles on %s",
	                                                             (double)c->model->forward_miss, c->model->title)
	                                              : "";
	return arena_printf(
	    c->arena,
	    "The %u bytes that this load reads %s written by %s %s. No single store holds all of them, so "
	    "they cannot be forwarded: the load waits until they have reached the cache%s.",
	    f->width, part, stores_in_words(c, f), when, miss);
}

static void report_forwarding(const struct analysis *a, const struct failed_forwarding *x, void *ctx)
{
	const struct code *c = a->code;
	struct finding_list *out = ctx;
	uint32_t loop = c->block[c->block_of[x->load]].loop;
	/* In a long iteration one wait is lost among the rest. */
	bool tight = loop != NONE && c->loop[loop].innermost && c->loop[loop].throughput <= TIGHT;
	struct finding f = {
	    .class = &class_split_access,
	    .kind = "forwarding",
	    .loop = loop,
	    .insn = x->load,
	    .cost_cycles = c->model->forward_miss > 0 ? c->model->forward_miss - c->model->load_latency : -1,
	    .severity = tight          ? LEVEL_HIGH
	                : loop != NONE ? LEVEL_MEDIUM
	                               : LEVEL_LOW,
	    .confidence = x->doubtful ? LEVEL_MEDIUM : LEVEL_HIGH,
	    .evidence = ARENA_ARRAY_RAW(c->arena, uint32_t, x->n_store + 1),
	    .note = x->doubtful ? "a store between them, to where is not known, may have written the same bytes" : NULL,
	    .cause = cause_of_forwarding(c, x),
	    .fix = "Put the parts together in a register (shifts and or, or a vector insert) and store once as wide as "
	           "it is loaded, load as narrow as it is stored, or leave time between them.",
	    .expect = "Stores at least as wide as the loads of the same bytes that follow them; or no load at all, the "
	              "value staying in a register.",
	    .counts = true,
	};
	for (uint32_t i = x->n_store; i-- > 0;) /* a store in a loop stands there once for each turn */
		if (!f.n_evidence || f.evidence[f.n_evidence - 1] != x->store[i])
			f.evidence[f.n_evidence++] = x->store[i];
	f.evidence[f.n_evidence++] = x->load;
	*ARENA_PUSH(c->arena, out) = f;
}

static void find(const struct analysis *a, struct finding_list *out)
{
	const struct code *c = a->code;
	for (uint32_t l = 0; l < c->n_loop; l++)
		if (c->loop[l].innermost && !c->loop[l].irreducible_inside &&
		    (c->loop[l].role == ROLE_MAIN || c->loop[l].role == ROLE_VECTOR_MAIN))
			find_crossings(a, l, out);
	forwarding_failures(a, report_forwarding, out);
}

const struct class class_split_access = {
    .name = "split-access",
    .title = "vector accesses across cache lines or pages, and loads wider than the stores that feed them",
    .find = find,
};
