/* run.c: `assay run`: takes every pair through every config. */
#include "run.h"

#include "diag.h"
#include "paths.h"
#include "pool.h"
#include "version.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- keys ------------------------------------------------------------------------------------------------------- */

static int is_header(const struct dirent *d)
{
	size_t n = strlen(d->d_name);
	return n > 2 && !strcmp(d->d_name + n - 2, ".h");
}

static void key_headers(struct key_maker *k, const char *folder)
{
	struct dirent **entry;
	int n = scandir(folder, &entry, is_header, alphasort);
	for (int i = 0; i < n; i++) {
		char path[PATH_MAX];
		key_text(k, entry[i]->d_name);
		if ((size_t)snprintf(path, sizeof path, "%s/%s", folder, entry[i]->d_name) < sizeof path)
			key_file(k, path);
		free(entry[i]);
	}
	if (n >= 0)
		free(entry);
}

/* A source may include what lies beside it, in the class' folder and in the corpus' folder. */
static struct cache_key source_key(struct run *r, const struct pair *p, const char *file)
{
	struct key_maker *k = key_begin("source");
	key_file(k, arena_printf(&r->arena, "%s/%s", p->folder, file));
	key_headers(k, p->folder);
	key_headers(k, arena_printf(&r->arena, "%s/..", p->folder));
	key_headers(k, r->driver_folder);
	return key_end(k);
}

static void make_keys(struct run *r)
{
	static const char *const files[N_HALVES] = {"bad.c", "good.c", "drive.c"};
	struct key_maker *k = key_begin("assay " ASSAY_VERSION);
	if (!key_file(k, "/proc/self/exe"))
		r->cache.folder = NULL; /* results of another build could not be told from this one's */
	r->self = key_end(k);
	k = key_begin("driver");
	key_file(k, arena_printf(&r->arena, "%s/drive.c", r->driver_folder));
	key_headers(k, r->driver_folder);
	r->driver_sources = key_end(k);
	r->sources = ARENA_ARRAY(&r->arena, struct cache_key, r->n_pair * N_HALVES);
	for (unsigned i = 0; i < r->n_pair; i++)
		for (unsigned h = 0; h < N_HALVES; h++)
			r->sources[i * N_HALVES + h] = source_key(r, r->pair[i], files[h]);
}

/* ---- phases ----------------------------------------------------------------------------------------------------- */

static void probe_column(void *ctx, unsigned worker, size_t i)
{
	struct run *r = ctx;
	struct column *c = &r->column[i];
	(void)worker;
	c->unavailable = config_unavailable(&c->config, &r->cache, r->scratch.folder, &c->arena);
	if (c->unavailable)
		return;
	c->version = config_version(&c->config, &r->cache, &c->arena);
	struct key_maker *k = key_begin("config");
	key_config(k, &c->config);
	key_text(k, c->version);
	c->key = key_end(k);
}

static void prepare_cell(void *ctx, unsigned worker, size_t i)
{
	struct run *r = ctx;
	struct cell *c = &r->cell[i];
	(void)worker;
	if (!c->column->unavailable) {
		cell_keys(r, c, (unsigned)(i / r->n_column));
		cell_prepare(r, c);
	}
	progress_step(r->progress, 1, c->pair->name);
}

static void link_column(void *ctx, unsigned worker, size_t i)
{
	struct run *r = ctx;
	(void)worker;
	drive_link(r, &r->column[i]);
}

static void ask_cell(void *ctx, unsigned worker, size_t i)
{
	struct run *r = ctx;
	(void)worker;
	oracle_ask_cell(r, &r->cell[i]);
}

static unsigned cells_to_run(struct run *r)
{
	unsigned n = 0;
	for (unsigned i = 0; i < run_cells(r); i++)
		for (int m = 0; m < N_MODES; m++)
			n += cell_needs_driver(&r->cell[i]) && !r->cell[i].run_known[m];
	return n;
}

static void work(struct run *r)
{
	unsigned jobs = r->options->jobs, cells = run_cells(r);
	r->cell = calloc(cells, sizeof *r->cell);
	if (!r->cell)
		diag_out_of_memory(cells * sizeof *r->cell);
	for (unsigned i = 0; i < cells; i++) {
		r->cell[i].pair = r->pair[i / r->n_column];
		r->cell[i].column = &r->column[i % r->n_column];
	}
	r->progress = progress_start(cells);
	pool_run(cells, jobs, cells, r, prepare_cell, NULL);
	progress_end(r->progress);
	pool_run(r->n_column, jobs, r->n_column, r, link_column, NULL);
	r->progress = progress_start(cells_to_run(r));
	drive_all(r);
	census_all(r);
	pool_run(cells, jobs, cells, r, ask_cell, NULL);
	progress_end(r->progress);
	if (r->options->measure)
		run_measure(r);
	drive_keep(r);
	for (unsigned i = 0; i < cells; i++)
		verdict_of(&r->cell[i]);
}

/* ---- what could not be used ------------------------------------------------------------------------------------- */

/* Once for each toolchain, in the order of the table. */
void run_say_missing(struct run *r)
{
	for (unsigned i = 0; i < r->n_column; i++) {
		const struct column *c = &r->column[i];
		const struct toolchain *t = c->config.toolchain;
		bool seen = false;
		for (unsigned k = 0; k < i && !seen; k++)
			seen = r->column[k].config.toolchain == t && !r->column[k].unavailable == !c->unavailable;
		if (seen)
			continue;
		const char *missing = toolchain_no_emulator(t, &r->arena);
		if (c->unavailable)
			diag_error("%s is unavailable: %s", t->id, c->unavailable);
		else if (missing)
			diag_error("%s: its code is not run: %s", t->id, missing);
	}
}

static unsigned failures(const struct run *r)
{
	unsigned n = 0;
	for (unsigned i = 0; i < run_cells(r); i++)
		n += r->cell[i].n_failures;
	return n;
}

void run_end(struct run *r)
{
	for (unsigned i = 0; r->cell && i < run_cells(r); i++) {
		json_decref(r->cell[i].audit);
		json_decref(r->cell[i].oracles);
		json_decref(r->cell[i].measure);
		json_decref(r->cell[i].census);
		arena_free(&r->cell[i].arena);
	}
	free(r->cell);
	for (unsigned i = 0; i < r->n_column; i++)
		arena_free(&r->column[i].arena);
	scratch_close(&r->scratch);
	arena_free(&r->arena);
}

static void load_toolchains(struct run *r)
{
	const char *folder = r->options->toolchains;
	toolchains_load(&r->toolchains, folder ? folder : paths_data(&r->arena, "toolchains"), &r->arena);
}

static void load(struct run *r)
{
	const struct run_options *o = r->options;
	load_toolchains(r);
	const char *folder = o->corpus ? o->corpus : paths_data(&r->arena, "corpus");
	char real[PATH_MAX];
	corpus_load(&r->corpus, realpath(folder, real) ? real : folder, &r->arena);
	/* A corpus of somebody's own may leave the driver to assay's. */
	r->driver_folder = r->corpus.folder;
	if (access(arena_printf(&r->arena, "%s/drive.c", r->driver_folder), R_OK))
		r->driver_folder = paths_data(&r->arena, "corpus");
}

bool run_begin(struct run *r, const struct run_options *options)
{
	struct run_options *o = ARENA_NEW(&r->arena, struct run_options);
	*o = *options;
	if (!o->out)
		o->out = paths_build();
	r->options = o;
	load(r);
	if (!run_select(r) || !scratch_open(&r->scratch, o->out, &r->arena)) {
		arena_free(&r->arena);
		return false;
	}
	r->cache.folder = o->no_cache ? NULL : arena_printf(&r->arena, "%s/cache", r->scratch.out);
	make_keys(r);
	pool_run(r->n_column, o->jobs, r->n_column, r, probe_column, NULL);
	work(r);
	return true;
}

bool run_begin_configs(struct run *r, const struct run_options *options)
{
	struct run_options *o = ARENA_NEW(&r->arena, struct run_options);
	*o = *options;
	if (!o->out)
		o->out = paths_build();
	r->options = o;
	load_toolchains(r);
	if (!run_select_configs(r) || !scratch_open(&r->scratch, o->out, &r->arena)) {
		arena_free(&r->arena);
		return false;
	}
	r->cache.folder = o->no_cache ? NULL : arena_printf(&r->arena, "%s/cache", r->scratch.out);
	pool_run(r->n_column, o->jobs, r->n_column, r, probe_column, NULL);
	return true;
}

int run_main(const struct run_options *options)
{
	struct run r = {0};
	if (!run_begin(&r, options))
		return EXIT_INPUT;
	const char *results = run_write_results(&r);
	run_print(&r, results);
	run_check_explanations(&r);
	run_say_missing(&r);
	diag_notice(
	    "%u compiled, %u audited, %u linked, %u run, %u counted, %u asked of oracles; %u of %u from the cache",
	    r.compiled, r.audited, r.linked, r.driven, r.counted, r.asked, r.cells_from_cache, run_cells(&r));
	if (failures(&r))
		diag_raise(EXIT_FAILED);
	run_end(&r);
	return diag_exit_code();
}
