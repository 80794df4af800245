/* diff.c: compares the functions of two files, by name, in parallel, and puts out what differs in order. */
#include "diff.h"

#include "audit.h"
#include "diag.h"
#include "pool.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	AHEAD = 4096,
	MOST_TRIED = 4096, /* pairs of functions of one name */
};

struct worker {
	struct arena old, new;
	struct decoder *decoder;
	const struct isa *isa;
};

/* A function of both objects, by index. */
struct couple {
	uint32_t old, new;
};

struct result {
	struct buf text;
	bool differs;
	enum judgement how;
};

struct diff {
	const struct diff_options *options;
	struct diff_totals *totals;
	struct arena *arena;
	const char *path[2], *label[2];
	bool used[2], any_function, wrong_isa;
	struct worker *workers;
	unsigned n_workers;
	/* The objects at hand. */
	struct object *old, *new;
	const struct core_model *model;
	uint32_t new_index; /* of the object in its file */
	bool *old_matched;  /* by function */
	struct couple *couple;
	struct result *result;
	uint32_t n_couple;
	/* Functions of the new file that were compared: index of the object, index of the function. */
	struct {
		uint64_t *v;
		uint32_t n, cap;
	} compared;
};

/* ---- one function -------------------------------------------------------------------------------------------------
 */

static struct side analyse_side(struct diff *d, struct object *o, uint32_t function, struct worker *w, struct arena *a)
{
	struct side s = {.decoder = w->decoder};
	s.analysis = analyse(o, &o->functions[function], d->model, w->decoder, a);
	s.code = s.analysis->code;
	return s;
}

static void compare_one(void *ctx, unsigned worker, size_t i)
{
	struct diff *d = ctx;
	struct worker *w = &d->workers[worker];
	struct couple at = d->couple[i];
	if (w->isa != d->old->isa) {
		if (w->decoder)
			decoder_close(w->decoder);
		w->isa = d->old->isa;
		w->decoder = decoder_open(w->isa);
	}
	arena_reset(&w->old);
	arena_reset(&w->new);
	struct diff_function f = {.name = d->old->functions[at.old].name, .arena = &w->new};
	const char *name_new = d->new->functions[at.new].name;
	f.demangled = demangle(f.name, &w->new);
	f.name_new = strcmp(f.name, name_new) != 0 ? name_new : NULL;
	f.old = analyse_side(d, d->old, at.old, w, &w->old);
	f.new = analyse_side(d, d->new, at.new, w, &w->new);
	f.match =
	    diff_match(diff_rows(f.old.code, w->decoder, &w->old), diff_rows(f.new.code, w->decoder, &w->new), &w->new);
	d->result[i].differs = f.match.changed != 0;
	if (!f.match.changed)
		return;
	analysis_find(f.old.analysis, ~0u, &f.old.found);
	analysis_find(f.new.analysis, ~0u, &f.new.found);
	f.findings = diff_findings(&f.old, &f.new, &w->new);
	f.figures = diff_judge(&f.old, &f.new, &w->new);
	d->result[i].how = f.figures.how;
	d->options->format->function(&d->result[i].text, &f, &d->options->style);
}

static void put_out(struct buf *b)
{
	if (b->size)
		fwrite(b->data, 1, b->size, stdout);
	buf_free(b);
}

static void write_one(void *ctx, size_t i)
{
	struct diff *d = ctx;
	struct result *r = &d->result[i];
	struct diff_totals *t = d->totals;
	t->both++;
	t->same += !r->differs;
	if (!r->differs)
		return;
	t->changed[r->how]++;
	t->how = judgement_add(t->how, r->how);
	struct buf b = {0};
	if (d->options->format->separator)
		d->options->format->separator(&b, !d->any_function);
	d->any_function = true;
	put_out(&b);
	put_out(&r->text);
}

/* ---- which functions belong together ------------------------------------------------------------------------------
 */

struct named {
	const char *name;
	uint32_t index;
};

static int by_name(const void *a, const void *b)
{
	const struct named *x = a, *y = b;
	int d = strcmp(x->name, y->name);
	return d ? d : (x->index > y->index) - (x->index < y->index);
}

static int by_old(const void *a, const void *b)
{
	const struct couple *x = a, *y = b;
	return (x->old > y->old) - (x->old < y->old);
}

static bool chosen(const struct diff_options *o, const char *name, bool in_new)
{
	struct arena scratch = {0};
	const char *demangled = o->n_functions ? demangle(name, &scratch) : NULL;
	bool yes = in_new && o->to ? !strcmp(name, o->to) || (demangled && !strcmp(demangled, o->to))
	                           : audit_matches(o->functions, o->n_functions, name, demangled);
	arena_free(&scratch);
	return yes;
}

static struct named *list_functions(const struct diff_options *o, const struct object *x, bool in_new, uint32_t *n)
{
	struct named *v = calloc(x->n_functions + 1, sizeof *v);
	if (!v)
		diag_out_of_memory(x->n_functions * sizeof *v);
	*n = 0;
	for (uint32_t i = 0; i < x->n_functions; i++)
		if (chosen(o, x->functions[i].name, in_new))
			v[(*n)++] = (struct named){x->functions[i].name, i};
	if (*n)
		qsort(v, *n, sizeof *v, by_name);
	return v;
}

static void couple(struct diff *d, struct named *old, struct named *new)
{
	d->couple[d->n_couple++] = (struct couple){old->index, new->index};
	old->name = new->name = NULL;
}

static uint32_t same_name(const struct named *v, uint32_t n)
{
	uint32_t k = 0;
	while (k < n && !strcmp(v[k].name, v[0].name))
		k++;
	return k;
}

/* Of several functions of one name (static ones) those of one size belong together, wherever they stand; of the rest
 * the first to the first, and so on. */
static void couple_run(struct diff *d, struct named *old, uint32_t n, struct named *new, uint32_t m)
{
	for (uint32_t i = 0; i < n && n + m > 2 && (uint64_t)n * m <= MOST_TRIED; i++)
		for (uint32_t k = 0; k < m && old[i].name; k++)
			if (new[k].name &&
			    d->old->functions[old[i].index].main.size == d->new->functions[new[k].index].main.size)
				couple(d, &old[i], &new[k]);
	for (uint32_t i = 0, k = 0; i < n && k < m;) {
		if (old[i].name && new[k].name)
			couple(d, &old[i], &new[k]);
		i += !old[i].name;
		k += !new[k].name;
	}
}

static void couple_up(struct diff *d)
{
	uint32_t n, m, i = 0, k = 0;
	struct named *old = list_functions(d->options, d->old, false, &n);
	struct named *new = list_functions(d->options, d->new, true, &m);
	if (d->options->to && n && strcmp(old[0].name, old[n - 1].name) != 0) {
		diag_error("--function '%s' matches %s and %s: with --to, one function of %s was expected",
		           d->options->functions[0].pattern, old[0].name, old[n - 1].name, d->old->path);
		n = 0;
	}
	d->couple = calloc(n + 1, sizeof *d->couple);
	d->result = calloc(n + 1, sizeof *d->result);
	if (!d->couple || !d->result)
		diag_out_of_memory(n * sizeof *d->result);
	d->n_couple = 0;
	while (i < n && k < m) {
		uint32_t of_old = same_name(old + i, n - i), of_new = same_name(new + k, m - k);
		int order = d->options->to ? 0 : strcmp(old[i].name, new[k].name);
		if (!order)
			couple_run(d, old + i, of_old, new + k, of_new);
		i += order <= 0 ? of_old : 0;
		k += order >= 0 ? of_new : 0;
	}
	if (d->n_couple)
		qsort(d->couple, d->n_couple, sizeof *d->couple, by_old);
	free(old);
	free(new);
}

static uint64_t place(uint32_t object, uint32_t function) { return (uint64_t)object << 32 | function; }

static int by_place(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return (x > y) - (x < y);
}

static const char *member(const char *path)
{
	const char *open = strrchr(path, '(');
	return open && path[strlen(path) - 1] == ')' ? open : NULL;
}

static char *full_name(struct diff *d, const struct object *o, const char *name)
{
	const char *m = member(o->path);
	return m ? arena_printf(d->arena, "%.*s:%s", (int)strlen(m) - 2, m + 1, name) : arena_strdup(d->arena, name);
}

/* ---- the files ----------------------------------------------------------------------------------------------------
 */

static void begin_output(struct diff *d)
{
	struct buf b = {0};
	if (!d->used[1])
		d->options->format->begin(&b, d->old, d->new);
	d->used[1] = true;
	put_out(&b);
}

static void with_new(struct object *o, void *ctx)
{
	struct diff *d = ctx;
	uint32_t index = d->new_index++;
	const char *a = member(d->old->path), *b = member(o->path);
	if (d->label[1])
		o->path = d->label[1];
	d->new = o;
	if (a && b && strcmp(a, b) != 0)
		return;
	if (o->isa != d->old->isa) {
		if (!d->wrong_isa)
			diag_error("%s is for %s, %s for %s: two builds for one ISA were expected", d->old->path,
			           d->old->isa->name, o->path, o->isa->name);
		d->wrong_isa = true;
		return;
	}
	begin_output(d);
	couple_up(d);
	pool_run(d->n_couple, d->n_workers, AHEAD, d, compare_one, write_one);
	for (uint32_t i = 0; i < d->n_couple; i++) {
		d->old_matched[d->couple[i].old] = true;
		*ARENA_PUSH(d->arena, &d->compared) = place(index, d->couple[i].new);
	}
	free(d->couple);
	free(d->result);
}

static void with_old(struct object *o, void *ctx)
{
	struct diff *d = ctx;
	if (d->label[0])
		o->path = d->label[0];
	d->old = o;
	d->used[0] = true;
	d->model = audit_model(o->isa, d->options->models);
	d->old_matched = calloc(o->n_functions + 1, sizeof *d->old_matched);
	if (!d->old_matched)
		diag_out_of_memory(o->n_functions);
	d->new_index = 0;
	object_each(d->path[1], with_new, d);
	for (uint32_t i = 0; i < o->n_functions; i++)
		if (!d->old_matched[i] && chosen(d->options, o->functions[i].name, false))
			*ARENA_PUSH(d->arena, &d->totals->only_old) = full_name(d, o, o->functions[i].name);
	free(d->old_matched);
}

static void list_only_new(struct object *o, void *ctx)
{
	struct diff *d = ctx;
	uint32_t index = d->new_index++;
	for (uint32_t i = 0; i < o->n_functions; i++) {
		uint64_t key = place(index, i);
		if (chosen(d->options, o->functions[i].name, true) &&
		    (!d->compared.n || !bsearch(&key, d->compared.v, d->compared.n, sizeof key, by_place)))
			*ARENA_PUSH(d->arena, &d->totals->only_new) = full_name(d, o, o->functions[i].name);
	}
}

static void say_unmatched(const struct diff *d)
{
	const struct diff_options *o = d->options;
	if (o->to && !d->totals->both && !diag_exit_code())
		diag_error("--function '%s' --to '%s': a function of %s and one of %s were expected",
		           o->functions[0].pattern, o->to, d->path[0], d->path[1]);
	for (unsigned i = 0; i < o->n_functions; i++)
		if (!o->functions[i].matched)
			diag_error("--function '%s' matches no function of the inputs", o->functions[i].pattern);
}

bool diff_files(const struct diff_options *o, const char *old, const char *old_label, const char *new,
                const char *new_label, struct diff_totals *totals, struct arena *arena)
{
	struct diff d = {.options = o, .totals = totals, .arena = arena};
	d.path[0] = old;
	d.path[1] = new;
	d.label[0] = old_label;
	d.label[1] = new_label;
	d.n_workers = pool_threads(o->jobs);
	d.workers = calloc(d.n_workers, sizeof *d.workers);
	if (!d.workers)
		diag_out_of_memory(d.n_workers * sizeof *d.workers);
	object_each(old, with_old, &d);
	if (d.used[1]) {
		d.new_index = 0;
		if (d.compared.n)
			qsort(d.compared.v, d.compared.n, sizeof *d.compared.v, by_place);
		object_each(new, list_only_new, &d);
		struct buf b = {0};
		o->format->totals(&b, totals, &o->style);
		put_out(&b);
		say_unmatched(&d);
	}
	if (!d.used[1] && !diag_exit_code())
		diag_error("%s and %s: no member of one name is in both (archives of the same objects were expected)",
		           old, new);
	for (unsigned i = 0; i < d.n_workers; i++) {
		arena_free(&d.workers[i].old);
		arena_free(&d.workers[i].new);
		if (d.workers[i].decoder)
			decoder_close(d.workers[i].decoder);
	}
	free(d.workers);
	return d.used[1] && !d.wrong_isa;
}
