/* audit.c: puts the functions of files through the classes, in parallel, and reports them in order. */
#include "audit.h"

#include "diag.h"
#include "pool.h"

#include <fnmatch.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

struct worker {
	struct arena arena;
	struct decoder *decoder; /* for `isa` */
	const struct isa *isa;
};

struct result {
	struct buf text;
	struct audit_totals totals;
};

struct audit {
	const struct audit_options *options;
	struct worker *workers;
	unsigned n_workers;
	bool any_input;
	/* The object at hand. */
	struct object *object;
	const char *label;
	const struct core_model *model;
	struct result *result; /* by index in `chosen` */
	uint32_t *chosen;      /* indexes in object->functions */
	uint32_t n_chosen;
	struct audit_totals totals;
	bool any_function;
};

/* Output that waits for its turn: enough to keep every core busy beside one long function. */
enum { AHEAD = 4096 };

bool audit_matches(struct function_glob *globs, unsigned n, const char *name, const char *demangled)
{
	bool any = n == 0;
	for (unsigned i = 0; i < n; i++)
		if (!fnmatch(globs[i].pattern, name, 0) || (demangled && !fnmatch(globs[i].pattern, demangled, 0)))
			any = globs[i].matched = true;
	return any;
}

const struct core_model *audit_model(const struct isa *isa, const char *const *names)
{
	for (; names && *names; names++) {
		const struct core_model *m = isa_model(isa, *names);
		if (m)
			return m;
	}
	return isa_model(isa, NULL);
}

void audit_require_model(const char *name)
{
	for (const struct isa *const *i = isa_table; *i; i++)
		if (isa_model(*i, name))
			return;
	diag_fatal("--model: unknown core model '%s'; expected one of those that `assay list models` names", name);
}

struct audit *audit_begin(const struct audit_options *options)
{
	struct audit *a = calloc(1, sizeof *a);
	if (!a)
		diag_out_of_memory(sizeof *a);
	a->options = options;
	a->n_workers = pool_threads(options->jobs);
	a->workers = calloc(a->n_workers, sizeof *a->workers);
	if (!a->workers)
		diag_out_of_memory(a->n_workers * sizeof *a->workers);
	return a;
}

static void put_out(struct buf *b)
{
	if (b->size)
		fwrite(b->data, 1, b->size, stdout);
	buf_free(b);
}

/* libdw is not thread-safe; one lock serves all, as one file is open at a time. */
static pthread_mutex_t source_lock = PTHREAD_MUTEX_INITIALIZER;

static struct source locked_source(struct report_context *r, uint64_t address)
{
	if (!r->object->has_debug)
		return (struct source){0};
	pthread_mutex_lock(&source_lock);
	struct source s = object_source(r->object, address);
	pthread_mutex_unlock(&source_lock);
	return s;
}

static void keep_severe(const struct audit_options *o, struct finding_list *list)
{
	uint32_t kept = 0;
	for (uint32_t i = 0; i < list->n; i++) {
		if (list->v[i].severity < o->min_severity)
			continue;
		if (o->fail && list->v[i].severity >= o->fail_on)
			diag_raise(EXIT_FAILED);
		list->v[kept++] = list->v[i];
	}
	list->n = kept;
}

static struct audit_totals totals_of(const struct analysis *a, const struct finding_list *found)
{
	const struct code *c = a->code;
	struct audit_totals t = {
	    .functions = 1,
	    .instructions = count_instructions(c),
	    .loops = c->n_loop,
	    .undecoded_bytes = c->undecoded_bytes,
	    .unresolved = c->unresolved,
	    .too_large = c->too_large,
	    .irreducible = c->n_irreducible,
	    .spills_unjudged = !a->spills_judged && !c->too_large,
	};
	for (uint32_t i = 0; i < found->n; i++)
		t.findings[found->v[i].severity]++;
	return t;
}

static void add_totals(struct audit_totals *sum, const struct audit_totals *t)
{
	uint64_t *to = (uint64_t *)sum;
	const uint64_t *from = (const uint64_t *)t;
	for (size_t i = 0; i < sizeof *sum / sizeof *to; i++)
		to[i] += from[i];
}

static void audit_function(void *ctx, unsigned worker, size_t i)
{
	struct audit *a = ctx;
	struct worker *w = &a->workers[worker];
	const struct function *f = &a->object->functions[a->chosen[i]];
	if (w->isa != a->object->isa) {
		if (w->decoder)
			decoder_close(w->decoder);
		w->isa = a->object->isa;
		w->decoder = decoder_open(w->isa);
	}
	arena_reset(&w->arena);
	struct analysis *analysis = analyse(a->object, f, a->model, w->decoder, &w->arena);
	struct finding_list found = {0};
	analysis_find(analysis, a->options->classes, &found);
	keep_severe(a->options, &found);
	struct report_context r = {
	    .object = a->object,
	    .decoder = w->decoder,
	    .arena = &w->arena,
	    .analysis = analysis,
	    .demangled = demangle(f->name, &w->arena),
	    .colour = a->options->colour,
	    .source = locked_source,
	};
	a->options->format->function(&a->result[i].text, &r, &found);
	a->result[i].totals = totals_of(analysis, &found);
}

static void write_function(void *ctx, size_t i)
{
	struct audit *a = ctx;
	struct result *r = &a->result[i];
	add_totals(&a->totals, &r->totals);
	if (r->text.size && a->options->format->separator) {
		struct buf b = {0};
		a->options->format->separator(&b, !a->any_function);
		put_out(&b);
	}
	a->any_function |= r->text.size != 0;
	put_out(&r->text);
}

static void choose_functions(struct audit *a)
{
	struct arena scratch = {0};
	a->n_chosen = 0;
	for (uint32_t i = 0; i < a->object->n_functions; i++) {
		const char *name = a->object->functions[i].name;
		const char *demangled = a->options->n_functions ? demangle(name, &scratch) : NULL;
		if (audit_matches(a->options->functions, a->options->n_functions, name, demangled))
			a->chosen[a->n_chosen++] = i;
		arena_reset(&scratch);
	}
	arena_free(&scratch);
}

static void audit_object(struct object *o, void *ctx)
{
	struct audit *a = ctx;
	const struct report_format *format = a->options->format;
	struct buf b = {0};
	if (a->label)
		o->path = a->label;
	a->object = o;
	a->model = audit_model(o->isa, a->options->models);
	a->totals = (struct audit_totals){0};
	a->any_function = false;
	a->result = calloc(o->n_functions + 1, sizeof *a->result);
	a->chosen = calloc(o->n_functions + 1, sizeof *a->chosen);
	if (!a->result || !a->chosen)
		diag_out_of_memory(o->n_functions * sizeof *a->result);
	choose_functions(a);
	if (!a->any_input && format->begin)
		format->begin(&b);
	format->begin_input(&b, o, !a->any_input);
	a->any_input = true;
	put_out(&b);
	pool_run(a->n_chosen, a->n_workers, AHEAD, a, audit_function, write_function);
	format->end_input(&b, o, &a->totals);
	put_out(&b);
	free(a->result);
	free(a->chosen);
}

void audit_file(struct audit *a, const char *path, const char *label)
{
	a->label = label;
	object_each(path, audit_object, a);
}

void audit_end(struct audit *a)
{
	struct buf b = {0};
	if (!a->any_input && a->options->format->begin)
		a->options->format->begin(&b);
	if (a->options->format->end)
		a->options->format->end(&b);
	put_out(&b);
	for (unsigned i = 0; a->any_input && i < a->options->n_functions; i++)
		if (!a->options->functions[i].matched)
			diag_error("--function '%s' matches no function of the inputs",
			           a->options->functions[i].pattern);
	for (unsigned i = 0; i < a->n_workers; i++) {
		arena_free(&a->workers[i].arena);
		if (a->workers[i].decoder)
			decoder_close(a->workers[i].decoder);
	}
	free(a->workers);
	free(a);
}
