/* verify_main.c: `assay verify`: the plan, the drivers, the cells, the report. */
#include "diag.h"
#include "paths.h"
#include "pool.h"
#include "progress.h"
#include "scratch.h"
#include "verify_plan.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct run {
	struct verify_plan plan;
	const struct verify_request *request;
	struct scratch scratch;
	struct cache cache;
	struct verify_builder *builder;
	struct arena *arena; /* one for each worker: what it made lives until the report is out */
	struct verify_build **build;
	unsigned n_build;
	unsigned *order; /* cells, the longest first */
	struct verify_outcomes *by_cell;
	struct progress *progress;
};

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* ---- builds and drivers ------------------------------------------------------------------------------------------ */

static const char *why_skipped(const struct verify_cell *c)
{
	if (c->skip)
		return c->skip;
	if (c->source)
		return c->driver->build->unavailable;
	return c->cpu->unavailable ? c->cpu->unavailable : c->driver->build->unavailable;
}

static bool is_needed(const struct run *r, const struct verify_driver *d)
{
	for (unsigned i = 0; i < r->plan.cells.n; i++) {
		const struct verify_cell *c = &r->plan.cells.v[i];
		if (c->driver == d && !c->source && !why_skipped(c))
			return true;
	}
	return false;
}

/* By a driver that is needed, or to read a source. */
static bool is_used(const struct run *r, const struct verify_build *b)
{
	for (unsigned i = 0; i < r->plan.cells.n; i++)
		if (r->plan.cells.v[i].driver->build == b && !why_skipped(&r->plan.cells.v[i]))
			return true;
	return false;
}

static void collect_builds(struct run *r)
{
	r->build = ARENA_ARRAY(r->plan.arena, struct verify_build *, r->plan.builds.n);
	for (unsigned i = 0; i < r->plan.builds.n; i++) {
		struct verify_build *b = &r->plan.builds.v[i];
		if (is_used(r, b))
			r->build[r->n_build++] = b;
	}
}

static void probe_build(void *ctx, unsigned worker, size_t i)
{
	struct run *r = ctx;
	r->build[i]->unavailable = verify_build_unavailable(r->builder, r->build[i], &r->arena[worker]);
}

static void make_driver(void *ctx, unsigned worker, size_t i)
{
	struct run *r = ctx;
	struct verify_driver *d = r->plan.drivers.v[i];
	if (is_needed(r, d))
		verify_build_driver(r->builder, d, &r->arena[worker]);
	progress_step(r->progress, 1, d->build->name);
}

/* ---- cells ------------------------------------------------------------------------------------------------------- */

/* Only the order depends on it. */
static unsigned cost(const struct verify_cell *c)
{
	unsigned n = 0;
	for (unsigned i = 0; verify_checks[i].name; i++)
		if (c->checks >> i & 1)
			n += verify_checks[i].where == VERIFY_ONCE         ? 30
			     : verify_checks[i].where == VERIFY_WHERE_ABLE ? 4
			                                                   : 1;
	return why_skipped(c) ? 0 : n * (c->cpu->native ? 1 : 8);
}

static int by_cost(const void *a, const void *b, void *ctx)
{
	const struct verify_cell *cells = ctx;
	unsigned i = *(const unsigned *)a, k = *(const unsigned *)b, x = cost(&cells[i]), y = cost(&cells[k]);
	return x != y ? (x < y) - (x > y) : (i > k) - (i < k);
}

static void skip(const struct verify_cell *c, const char *why, uint64_t seed, struct verify_outcomes *out,
                 struct arena *a)
{
	for (unsigned i = 0; verify_checks[i].name; i++)
		out->cap += c->checks >> i & 1;
	out->v = ARENA_ARRAY(a, struct verify_outcome, out->cap);
	for (unsigned i = 0; verify_checks[i].name; i++)
		if (c->checks >> i & 1)
			out->v[out->n++] = (struct verify_outcome){
			    .cell = c, .check = i, .end = VERIFY_SKIPPED, .what = (char *)why, .seed = seed};
}

static void run_one(void *ctx, unsigned worker, size_t i)
{
	struct run *r = ctx;
	unsigned at = r->order[i];
	const struct verify_cell *c = &r->plan.cells.v[at];
	const char *why = why_skipped(c);
	if (why)
		skip(c, why, r->request->seed, &r->by_cell[at], &r->arena[worker]);
	else if (c->source)
		verify_read_source(c, arena_printf(&r->arena[worker], "%s/source-%u", r->scratch.folder, at),
		                   r->request, &r->by_cell[at], &r->arena[worker]);
	else
		verify_run_cell(c, r->request, &r->by_cell[at], &r->arena[worker]);
	progress_step(r->progress, 1, c->tier->kernel->name);
}

static void run_all(struct run *r)
{
	unsigned jobs = r->request->jobs, n = r->plan.cells.n;
	collect_builds(r);
	pool_run(r->n_build, jobs, r->n_build, r, probe_build, NULL);
	r->progress = progress_start(r->plan.drivers.n + n);
	pool_run(r->plan.drivers.n, jobs, r->plan.drivers.n, r, make_driver, NULL);
	r->order = ARENA_ARRAY(r->plan.arena, unsigned, n);
	for (unsigned i = 0; i < n; i++)
		r->order[i] = i;
	qsort_r(r->order, n, sizeof *r->order, by_cost, r->plan.cells.v);
	r->by_cell = ARENA_ARRAY(r->plan.arena, struct verify_outcomes, n);
	pool_run(n, jobs, n, r, run_one, NULL);
	progress_end(r->progress);
}

/* ---- the report -------------------------------------------------------------------------------------------------- */

/* In the plan's order, whatever the order in which they were run. */
static struct verify_outcomes gather(const struct run *r)
{
	struct verify_outcomes all = {0};
	for (unsigned i = 0; i < r->plan.cells.n; i++)
		all.cap += r->by_cell[i].n;
	all.v = ARENA_ARRAY(r->plan.arena, struct verify_outcome, all.cap);
	for (unsigned i = 0; i < r->plan.cells.n; i++)
		for (size_t k = 0; k < r->by_cell[i].n; k++)
			all.v[all.n++] = r->by_cell[i].v[k];
	return all;
}

static void print(const struct buf *text)
{
	if (fwrite(text->data, 1, text->size, stdout) != text->size || fflush(stdout))
		diag_error("standard output: %s", strerror(errno));
}

static void report(const struct run *r, const struct verify_options *o, double seconds)
{
	static void (*const printers[])(const struct verify_report *, struct buf *) = {
	    [VERIFY_TABLE] = verify_print_table, [VERIFY_TAP] = verify_print_tap, [VERIFY_JUNIT] = verify_print_junit};
	struct verify_outcomes all = gather(r);
	struct verify_report rep = {.request = r->request, .outcomes = &all, .seconds = seconds};
	struct buf text = {0};
	verify_count(&rep, r->plan.arena);
	printers[o->format](&rep, &text);
	print(&text);
	buf_free(&text);
	if (rep.bad)
		diag_raise(EXIT_FAILED);
	else if (!rep.passed && !rep.fates[VERIFY_CAUGHT])
		diag_error("nothing could be checked: all that was asked for was skipped");
}

static int work(struct run *r, const struct verify_options *o, struct arena *arena)
{
	double start = now();
	unsigned workers = pool_threads(o->request.jobs);
	if (!scratch_open(&r->scratch, o->out ? o->out : paths_build(), arena))
		return EXIT_INPUT;
	r->cache.folder = o->no_cache ? NULL : arena_printf(arena, "%s/cache", r->scratch.out);
	r->builder = verify_builder_open(r->scratch.folder, &r->cache);
	r->arena = ARENA_ARRAY(arena, struct arena, workers);
	run_all(r);
	report(r, o, now() - start);
	for (unsigned i = 0; i < workers; i++)
		arena_free(&r->arena[i]);
	verify_builder_close(r->builder);
	scratch_close(&r->scratch);
	return diag_exit_code();
}

int verify_main(const struct verify_options *o)
{
	struct arena arena = {0};
	struct run r = {.request = &o->request};
	int code = EXIT_INPUT;
	if (verify_plan_make(&r.plan, o, &arena)) {
		if (o->list) {
			struct buf text = {0};
			verify_plan_print(&r.plan, &text);
			print(&text);
			buf_free(&text);
			code = diag_exit_code();
		} else
			code = work(&r, o, &arena);
	}
	arena_free(&arena);
	return code;
}
