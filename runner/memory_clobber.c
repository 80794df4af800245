/* memory_clobber.c: what in a loop, or between two instructions, may change the bytes that an operand reads. */
#include "memory_place.h"

#include <string.h>

/* Writers of one loop in the order of its blocks; made when first asked for. */
struct writers {
	struct place v[MEMORY_MAX_WRITERS];
	uint32_t n;
	uint32_t barrier; /* the first one, NONE */
};

/* ---- barriers ---------------------------------------------------------------------------------------------------- */

/* Functions of the C library that write no object of the program (errno aside). */
static bool writes_nothing(const char *name)
{
	static const char *const names[] = {
	    "abs",    "acos",    "asin",    "atan",    "atan2",   "bcmp",         "cbrt",    "ceil",
	    "cos",    "exp",     "exp2",    "fabs",    "floor",   "fmax",         "fmin",    "fmod",
	    "hypot",  "index",   "labs",    "ldexp",   "log",     "log10",        "log2",    "lround",
	    "memchr", "memcmp",  "memmem",  "memrchr", "pow",     "rawmemchr",    "rint",    "round",
	    "sin",    "sinh",    "sqrt",    "strchr",  "strcmp",  "strchrnul",    "strcspn", "strcasecmp",
	    "strlen", "strncmp", "strnlen", "strpbrk", "strrchr", "strspn",       "strstr",  "strncasecmp",
	    "tan",    "tanh",    "tolower", "toupper", "trunc",   "__ctype_b_loc"};
	size_t n = name ? strlen(name) : 0;
	for (size_t i = 0; n > 1 && i < sizeof names / sizeof *names; i++) {
		if (names[i][0] != name[0] || names[i][1] != name[1])
			continue;
		size_t k = strlen(names[i]);
		bool variant = n == k || (n == k + 1 && (name[k] == 'f' || name[k] == 'l'));
		if (variant && !strncmp(names[i], name, k))
			return true;
	}
	return false;
}

bool memory_is_barrier(const struct code *c, uint32_t insn)
{
	const struct insn *in = &c->insn[insn];
	if (insn_is_call(in))
		return !writes_nothing(code_callee(c, in));
	return (in->flags & (INSN_ATOMIC | INSN_UNDECODED)) || in->op == OP_FENCE || in->op == OP_SYSTEM;
}

/* ---- one writer -------------------------------------------------------------------------------------------------- */

static const struct clobber nothing = {.insn = NONE};

static unsigned strength(const struct clobber *k)
{
	if (k->insn == NONE)
		return 0;
	return k->barrier ? 2 : k->alias == ALIAS_MAY ? 1 : 3;
}

static void take(struct clobber *best, struct clobber found)
{
	if (strength(&found) > strength(best))
		*best = found;
}

static struct clobber as_barrier(const struct place *p, uint32_t insn)
{
	if (p->own || p->read_only)
		return nothing;
	return (struct clobber){.insn = insn, .barrier = true, .alias = ALIAS_MAY};
}

static struct clobber as_writer(const struct place *w, enum alias how)
{
	return how == ALIAS_NO ? nothing : (struct clobber){.insn = w->insn, .mem = w->mem, .alias = how};
}

/* ---- in a loop --------------------------------------------------------------------------------------------------- */

static void see_insn(const struct analysis *a, uint32_t loop, uint32_t i, struct writers *w)
{
	const struct insn *in = &a->code->insn[i];
	if (memory_is_barrier(a->code, i)) {
		w->barrier = w->barrier == NONE ? i : w->barrier;
		return;
	}
	for (unsigned m = 0; m < in->n_mem; m++) {
		if (!(in->mem[m].flags & MEM_WRITE))
			continue;
		struct place p = memory_place(a, loop, i, m);
		unsigned n = memory_sharing(in, m);
		for (unsigned k = 0; k < n; k++) {
			if (w->n < MEMORY_MAX_WRITERS)
				w->v[w->n++] = place_share(&p, n, k);
			else if (w->barrier == NONE)
				w->barrier = i;
		}
	}
}

static bool is_full(const struct writers *w) { return w->n == MEMORY_MAX_WRITERS && w->barrier != NONE; }

static const struct writers *writers_of(const struct analysis *a, uint32_t loop)
{
	const struct code *c = a->code;
	const struct loop *l = &c->loop[loop];
	if (a->writers[loop])
		return a->writers[loop];
	struct writers *w = a->writers[loop] = ARENA_NEW(c->arena, struct writers);
	w->barrier = NONE;
	for (uint32_t k = 0; k < l->n_blocks && !is_full(w); k++) {
		const struct block *b = &c->block[c->loop_blocks[l->first_block + k]];
		for (uint32_t i = b->first; i < b->end && !b->no_return && !is_full(w); i++)
			see_insn(a, loop, i, w);
	}
	return w;
}

static struct clobber clobber_in_loop(const struct analysis *a, uint32_t loop, const struct place *p, bool same_too)
{
	const struct writers *w = writers_of(a, loop);
	struct clobber best = nothing;
	for (uint32_t i = 0; i < w->n; i++) {
		enum alias how = place_alias_ever(a, loop, p, &w->v[i]);
		if (same_too || how != ALIAS_SAME)
			take(&best, as_writer(&w->v[i], how));
	}
	if (w->barrier != NONE)
		take(&best, as_barrier(p, w->barrier));
	return best;
}

struct clobber memory_clobber(const struct analysis *a, uint32_t loop, uint32_t insn, unsigned mem)
{
	struct place p = memory_place(a, loop, insn, mem);
	return clobber_in_loop(a, loop, &p, true);
}

struct clobber memory_clobber_other(const struct analysis *a, uint32_t loop, uint32_t insn, unsigned mem)
{
	struct place p = memory_place(a, loop, insn, mem);
	return clobber_in_loop(a, loop, &p, false);
}

struct clobber place_clobber_other(const struct analysis *a, uint32_t loop, const struct place *p)
{
	return clobber_in_loop(a, loop, p, false);
}

/* ---- between two instructions ------------------------------------------------------------------------------------ */

enum { MAX_BETWEEN = 24, MAX_PREDS = 64, MAX_LOOKED_AT = 512 };

struct ways {
	const struct analysis *a;
	uint32_t loop, n_insn;
	struct place p;
	uint32_t block[MAX_BETWEEN], n;
	struct clobber best;
};

static void see_range(struct ways *w, uint32_t first, uint32_t end, bool inner)
{
	const struct code *c = w->a->code;
	w->n_insn += end > first ? end - first : 0;
	for (uint32_t i = first; i < end && w->n_insn <= MAX_LOOKED_AT; i++) {
		const struct insn *in = &c->insn[i];
		if (memory_is_barrier(c, i)) {
			take(&w->best, as_barrier(&w->p, i));
			continue;
		}
		for (unsigned m = 0; m < in->n_mem; m++) {
			if (!(in->mem[m].flags & MEM_WRITE))
				continue;
			struct place s = memory_place(w->a, w->loop, i, m);
			enum alias how = inner ? place_alias_ever(w->a, w->loop, &w->p, &s) : place_alias(&w->p, &s);
			take(&w->best, as_writer(&s, how));
		}
	}
}

static bool add_block(struct ways *w, uint32_t block)
{
	for (uint32_t i = 0; i < w->n; i++)
		if (w->block[i] == block)
			return true;
	if (w->n == MAX_BETWEEN)
		return false;
	w->block[w->n++] = block;
	return true;
}

static bool add_preds(struct ways *w, uint32_t block, uint32_t start)
{
	const struct code *c = w->a->code;
	const struct block *b = &c->block[block];
	if (b->n_pred > MAX_PREDS || (w->loop != NONE && block == c->loop[w->loop].header))
		return false;
	for (uint32_t p = 0; p < b->n_pred; p++) {
		uint32_t pred = c->pred[b->first_pred + p];
		if (pred != start && !add_block(w, pred))
			return false;
	}
	return true;
}

struct clobber memory_clobber_between(const struct analysis *a, uint32_t loop, uint32_t from, uint32_t to, unsigned mem)
{
	struct place p = memory_place(a, loop, to, mem);
	return place_clobber_between(a, loop, from, &p);
}

struct clobber place_clobber_between(const struct analysis *a, uint32_t loop, uint32_t from, const struct place *p)
{
	const struct code *c = a->code;
	uint32_t to = p->insn;
	const struct clobber gave_up = {.insn = to, .barrier = true, .alias = ALIAS_MAY};
	uint32_t start = c->block_of[from], end = c->block_of[to];
	struct ways w = {.a = a, .loop = loop, .p = *p, .best = nothing};
	if (start == end && from < to) {
		see_range(&w, from + 1, to, false);
		return w.n_insn > MAX_LOOKED_AT ? gave_up : w.best;
	}
	if (start == end || !block_dominates(c, start, end) || !add_preds(&w, end, start))
		return gave_up;
	see_range(&w, from + 1, c->block[start].end, false);
	for (uint32_t i = 0; i < w.n; i++) {
		if (!block_dominates(c, start, w.block[i]) || !add_preds(&w, w.block[i], start))
			return gave_up;
		const struct block *b = &c->block[w.block[i]];
		see_range(&w, b->first, b->end, b->loop != loop);
	}
	see_range(&w, c->block[end].first, to, false);
	return w.n_insn > MAX_LOOKED_AT ? gave_up : w.best;
}
