/* class_bounds_check.c: checks whose failing side never comes back, in loops or hoisted out of them. */
#include "check.h"
#include "classes.h"
#include "users.h"

#include <string.h>

/* ---- kinds ------------------------------------------------------------------------------------------------------- */

static bool reaches_memory(const struct reach *r) { return r->base || r->index || r->length || r->trip; }

/* A compare with zero of what is dereferenced: the pointer itself. */
static bool is_null_check(const struct check *k, const struct reach *r)
{
	return k->against_zero && r->base && !r->index && !r->length;
}

/* What the sink's name says, unless it says nothing: then what the compared values are used for. */
static const char *kind_of(const struct check *k, const struct reach *r)
{
	if (*k->sink.kind)
		return k->sink.kind;
	if (k->overflow)
		return "overflow";
	if (k->mask)
		return "other";
	if (k->against_zero && r->divisor)
		return "division";
	if (is_null_check(k, r))
		return "null";
	if (k->against_zero && r->trip && !r->index && !r->length)
		return "other";
	return reaches_memory(r) ? "bounds" : "other";
}

/* ---- words ------------------------------------------------------------------------------------------------------- */

struct words {
	const char *kind, *cause, *fix, *expect;
};

static const struct words words[] = {
    {"bounds",
     "Nothing that the compiler knows of the index and the length lets it prove the check, so it is made again "
     "in every iteration, and keeps the loop from being vectorised.",
     "Compare the length once before the loop, iterate over a slice of the proven length, or let the loop's own bound "
     "be "
     "the object's length.",
     "The loop holds no compare against the length and no branch to the failing call."},
    {"null", "The pointer is loaded or computed in the loop, so it is tested before each use.",
     "Test it once before the loop, or keep non-null pointers only.", "No test of the pointer in the loop."},
    {"overflow", "The arithmetic is checked for overflow each time.",
     "Use a wider accumulator, or bound the operands before the loop.",
     "Plain arithmetic without a branch on its flags."},
    {"division", "The divisor may be zero as far as the compiler knows.",
     "Test the divisor before the loop, or use a type that cannot be zero.", "A division without a test before it."},
    {"assert", "An assertion is evaluated in every iteration.",
     "Build with NDEBUG, or assert the condition for the whole range before the loop.",
     "No compare and no branch to the failing call in the loop."},
    {"other", "A condition that ends the program when it fails is tested in every iteration.",
     "Test it once before the loop where that is possible.", "No branch to the failing call in the loop."},
};

static const struct words *words_of(const char *kind)
{
	const struct words *w = words;
	while (strcmp(w->kind, kind) && strcmp(w->kind, "other"))
		w++;
	return w;
}

/* ---- findings ---------------------------------------------------------------------------------------------------- */

static void collect_evidence(const struct analysis *a, const struct check *k, struct finding *f)
{
	f->evidence = ARENA_ARRAY_RAW(a->code->arena, uint32_t, CHECK_COMPARES + 2);
	for (uint32_t i = 0; i < k->n_compare; i++)
		if (k->compare[i] != k->branch)
			f->evidence[f->n_evidence++] = k->compare[i];
	f->evidence[f->n_evidence++] = k->branch;
	f->evidence[f->n_evidence++] = k->sink.insn;
	const char *name = k->sink.name, *demangled = name ? demangle(name, a->code->arena) : NULL;
	f->note = name           ? arena_printf(a->code->arena, "fails into %s", demangled ? demangled : name)
	          : k->sink.trap ? "fails into a trap"
	                         : "fails into a call that does not come back";
}

static enum level severity_of(const struct code *c, const struct finding *f)
{
	if (f->loop == NONE || strcmp(f->kind, "bounds"))
		return LEVEL_LOW;
	return c->loop[f->loop].innermost ? LEVEL_HIGH : LEVEL_MEDIUM;
}

static void report(const struct analysis *a, const struct check *k, const char *kind, uint32_t loop,
                   struct finding_list *out)
{
	struct finding f = {.class = &class_bounds_check, .kind = kind, .loop = loop, .insn = k->branch};
	const struct words *w = words_of(kind);
	const struct core_model *m = a->code->model;
	f.severity = severity_of(a->code, &f);
	f.confidence = k->sink.name && *k->sink.kind ? LEVEL_HIGH : LEVEL_MEDIUM;
	collect_evidence(a, k, &f);
	/* Dispatch slots: the compares; a branch is fused with the last of them, or is the compare itself. */
	uint32_t slots = f.n_evidence > 2 ? f.n_evidence - 2 : 1;
	f.cost_cycles = loop == NONE ? -1 : (float)slots / (float)(m->dispatch ? m->dispatch : 1);
	f.cause = w->cause;
	f.fix = w->fix;
	f.expect = w->expect;
	if (loop == NONE) {
		f.cause = "The check was hoisted out of the loop: it is made once, and bounds what the loop does.";
		f.fix = "Nothing to do: this is what a check should look like.";
		f.expect = "As it is.";
	}
	f.counts = loop != NONE && !strcmp(kind, "bounds");
	*ARENA_PUSH(a->code->arena, out) = f;
}

/* A check of what does not change in the loop: LLVM makes them of checks whose last index it knows, and may leave them
 * in the loop. Then the trip count of that loop is what it is about. */
static bool is_invariant(const struct code *c, const struct check *k, uint32_t loop)
{
	for (uint32_t i = 0; i < k->n_compare; i++)
		if (c->insn[k->compare[i]].n_mem)
			return false;
	for (uint32_t i = 0; i < k->n_value; i++)
		if (!value_invariant(c, loop, k->value[i]))
			return false;
	return k->n_value > 0;
}

static void judge(const struct analysis *a, struct users **users, uint32_t block, struct finding_list *out)
{
	const struct code *c = a->code;
	uint32_t loop = c->block[block].loop;
	struct check k;
	if (!check_at(c, block, loop != NONE, &k) || !strcmp(k.sink.kind, "stack-protector"))
		return;
	if (!*users)
		*users = users_new(c);
	uint32_t own = loop != NONE && is_invariant(c, &k, loop) ? NONE : loop;
	struct reach r = users_reach(c, *users, k.value, k.n_value, k.survives, own);
	if (loop == NONE && (!r.in_loop || !reaches_memory(&r)))
		return;
	const char *kind = kind_of(&k, &r);
	if (loop == NONE && strcmp(kind, "bounds"))
		return;
	report(a, &k, kind, loop, out);
}

static void find(const struct analysis *a, struct finding_list *out)
{
	const struct code *c = a->code;
	struct users *users = NULL;
	if (!c->n_loop)
		return;
	for (uint32_t b = 0; b < c->n_block; b++)
		judge(a, &users, b, out);
}

const struct class class_bounds_check = {
    .name = "bounds-check", .title = "a check in a loop whose failing side never comes back", .find = find};
