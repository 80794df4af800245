/* verify_inspect.c: what the objects of `assay verify` say: which functions they define, and that kernels really were
 * inlined. */
#include "code.h"
#include "verify_build.h"

#include <stdio.h>
#include <string.h>

/* ---- what is defined -------------------------------------------------------------------------------------------- */

struct definitions {
	struct strings *names;
	struct arena *arena;
};

static void add_definitions(struct object *o, void *ctx)
{
	struct definitions *d = ctx;
	for (uint32_t i = 0; i < o->n_symbols; i++) {
		const struct symbol *s = &o->symbols[i];
		if (*s->name && !s->external && !s->local && s->section >= 0 && o->sections[s->section].code)
			strings_add(d->arena, d->names, arena_strdup(d->arena, s->name));
	}
}

void inspect_definitions(const char *object, struct strings *names, struct arena *arena)
{
	struct definitions d = {names, arena};
	object_each(object, add_definitions, &d);
}

/* ---- what was inlined ------------------------------------------------------------------------------------------- */

struct inlining {
	const struct glue *glue;
	unsigned callers; /* found */
	const struct verify_tier *called;
};

/* Also "f.part.0" and the like. */
static bool is_or_part_of(const char *name, const char *function)
{
	size_t n = strlen(function);
	return name && !strncmp(name, function, n) && (!name[n] || name[n] == '.');
}

/* A row's callers are pressure_N and pressure_N_PART; *whole: it is the former. */
static const struct glue_row *row_of_caller(const struct glue *g, const char *name, bool *whole)
{
	unsigned number;
	int end = 0;
	if (sscanf(name, "pressure_%u%n", &number, &end) != 1 || (name[end] && name[end] != '_'))
		return NULL;
	*whole = !name[end];
	for (unsigned i = 0; i < g->n; i++)
		if (g->v[i].number == number)
			return &g->v[i];
	return NULL;
}

static bool calls(const struct code *c, const char *function)
{
	for (uint32_t i = 0; i < c->n_insn; i++) {
		const struct insn *in = &c->insn[i];
		if (in->flow == FLOW_NEXT || in->flow == FLOW_RETURN)
			continue;
		int32_t at = in->target ? object_function_at(c->object, in->target) : -1;
		if (is_or_part_of(code_callee(c, in), function) ||
		    (at >= 0 && is_or_part_of(c->object->functions[at].name, function)))
			return true;
	}
	return false;
}

static void look_for_calls(struct object *o, void *ctx)
{
	struct inlining *x = ctx;
	struct decoder *d = decoder_open(o->isa);
	for (uint32_t i = 0; i < o->n_functions && !x->called; i++) {
		bool whole = false;
		const struct glue_row *row = row_of_caller(x->glue, o->functions[i].name, &whole);
		struct arena arena = {0};
		if (!row)
			continue;
		x->callers += whole;
		if (calls(code_analyse(o, &o->functions[i], isa_model(o->isa, NULL), d, &arena), row->tier->function))
			x->called = row->tier;
		arena_free(&arena);
	}
	decoder_close(d);
}

bool inspect_inlining(const char *object, const struct glue *g, const struct verify_tier **called)
{
	struct inlining x = {.glue = g};
	object_each(object, look_for_calls, &x);
	*called = x.called;
	return !x.called && x.callers == g->n;
}
