/* run_census.c: counts both halves of every cell: one start of the emulator for each driver and case. */
#include "run.h"

#include "census.h"
#include "paths.h"
#include "pool.h"

#include <string.h>

/* Cells of one column that share a driver and a case. */
struct group {
	struct cell **cell;
	unsigned n;
};

struct groups {
	struct run *run;
	struct group *v;
	unsigned n, cap;
	struct arena arena;
};

void census_key_cell(struct run *r, struct cell *c, struct key_maker *k)
{
	const struct toolchain *t = c->column->config.toolchain;
	struct arena a = {0};
	const char *plugin = paths_plugin(&a, "census");
	for (int h = 0; h < N_HALVES; h++)
		key_key(k, &c->object_key[h]);
	key_key(k, &r->driver_sources);
	key_key(k, &r->self);
	key_text(k, c->pair->measure.text);
	key_file_identity(k, t->emulator.path);
	key_strings(k, t->emulator.args.v);
	key_file(k, paths_data(&a, arena_printf(&a, "%s/mnemonics.yaml", t->isa->name)));
	if (plugin)
		key_file(k, plugin);
	arena_free(&a);
}

/* What takes a timer large arrays to show, a count shows in small ones. */
enum { MOST_COUNTED = 16384 };

static const char *case_of(const struct cell *c, struct arena *a)
{
	const struct measure_case *m = &c->pair->measure;
	return m->n <= MOST_COUNTED ? m->text : arena_printf(a, "n=%d%s", MOST_COUNTED, strchr(m->text, ','));
}

static bool belongs(const struct group *g, const struct cell *c)
{
	struct arena a = {0};
	bool same = !strcmp(g->cell[0]->driver, c->driver) && !strcmp(case_of(g->cell[0], &a), case_of(c, &a));
	arena_free(&a);
	return same;
}

static void add_groups(struct groups *groups, unsigned column)
{
	struct run *r = groups->run;
	unsigned first = groups->n;
	for (unsigned i = 0; i < r->n_pair; i++) {
		struct cell *c = run_cell(r, i, column);
		if (!c->driver || c->census || c->error)
			continue;
		unsigned k = first;
		while (k < groups->n && !belongs(&groups->v[k], c))
			k++;
		if (k == groups->n)
			*ARENA_PUSH(&groups->arena, groups) =
			    (struct group){ARENA_ARRAY(&groups->arena, struct cell *, r->n_pair), 0};
		groups->v[k].cell[groups->v[k].n++] = c;
	}
}

static void take(void *ctx, unsigned worker, size_t i)
{
	struct groups *groups = ctx;
	struct run *r = groups->run;
	struct group *g = &groups->v[i];
	struct column *col = g->cell[0]->column;
	struct arena a = {0};
	const char *input = case_of(g->cell[0], &a);
	struct census_request q = {&col->config,
	                           g->cell[0]->driver,
	                           input,
	                           arena_printf(&a, "%s/census-%zu", r->scratch.folder, i),
	                           r->options->time_limit,
	                           &a};
	struct census_pair *pair = ARENA_ARRAY(&a, struct census_pair, g->n);
	(void)worker;
	for (unsigned k = 0; k < g->n; k++) {
		const struct cell *c = g->cell[k];
		pair[k] = (struct census_pair){.name = c->pair->name,
		                               .function = {arena_printf(&a, "%s_bad", c->pair->symbol),
		                                            arena_printf(&a, "%s_good", c->pair->symbol)},
		                               .object = {c->object[HALF_BAD], c->object[HALF_GOOD]}};
	}
	census_take(&q, pair, g->n);
	for (unsigned k = 0; k < g->n; k++) {
		g->cell[k]->census = census_json(&pair[k], input);
		if (!pair[k].silent)
			cell_keep_json(r, &g->cell[k]->census_key, g->cell[k]->census);
	}
	atomic_fetch_add(&r->counted, g->n);
	progress_step(r->progress, g->n, col->config.name);
	arena_free(&a);
}

void census_all(struct run *r)
{
	struct groups groups = {.run = r};
	for (unsigned i = 0; i < r->n_column; i++)
		add_groups(&groups, i);
	pool_run(groups.n, r->options->jobs, groups.n, &groups, take, NULL);
	arena_free(&groups.arena);
}
