/* run_cell.c: one pair in one config, up to its audit; what is in the cache is taken from there. */
#include "run.h"

#include "diag.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char *const half_names[N_HALVES] = {"bad", "good", "drive"};

static void key_tool(struct key_maker *k, const struct tool *t)
{
	key_file_identity(k, t->path);
	key_strings(k, t->args.v);
}

/* Cases, seed and limits are the driver's; how it is started is the toolchain's. */
static struct cache_key make_run_key(struct run *r, struct cell *c, enum run_mode m)
{
	struct key_maker *k = key_begin(run_mode_names[m]);
	for (int h = 0; h < N_HALVES; h++)
		key_key(k, &c->object_key[h]);
	key_key(k, &r->driver_sources);
	key_number(k, r->options->seed);
	if (m == MODE_EMULATED)
		key_tool(k, &c->column->config.toolchain->emulator);
	return key_end(k);
}

void cell_keys(struct run *r, struct cell *c, unsigned pair_index)
{
	struct key_maker *k;
	for (int h = 0; h < N_HALVES; h++) {
		k = key_begin("object");
		key_key(k, &c->column->key);
		key_key(k, &r->sources[pair_index * N_HALVES + (unsigned)h]);
		key_text(k, c->pair->folder); /* it is in the debug information */
		c->object_key[h] = key_end(k);
	}
	k = key_begin("audit");
	key_key(k, &r->self);
	key_key(k, &c->object_key[HALF_BAD]);
	key_key(k, &c->object_key[HALF_GOOD]);
	key_text(k, c->pair->class->name);
	c->audit_key = key_end(k);
	for (int m = 0; m < N_MODES; m++)
		c->run_key[m] = make_run_key(r, c, (enum run_mode)m);
	k = key_begin("census");
	census_key_cell(r, c, k);
	c->census_key = key_end(k);
	c->oracle_key = oracle_key_cell(r, c);
}

/* ---- objects --------------------------------------------------------------------------------------------------- */

static const char *error_line(const struct buf *said, struct arena *a)
{
	const char *p = said->data, *end = p + said->size, *hit = said->size ? memmem(p, said->size, "error", 5) : NULL;
	if (!said->size)
		return "it said nothing";
	for (p = hit ? hit : p; p > said->data && p[-1] != '\n'; p--)
		;
	const char *nl = memchr(p, '\n', (size_t)(end - p));
	return arena_printf(a, "%.*s", (int)((nl ? nl : end) - p), p);
}

static bool compile_half(struct run *r, struct cell *c, enum half h, const char *path)
{
	struct exec_result e;
	char how[96];
	char *more[] = {(char *)"-g", (char *)"-c", arena_printf(&c->arena, "-I%s", r->driver_folder), NULL};
	char *source = arena_printf(&c->arena, "%s.c", half_names[h]);
	char **argv = compile_argv(&c->column->config, more, source, path, &c->arena);
	bool good = exec_run(argv, c->pair->folder, COMPILE_LIMIT_MS, &e);
	atomic_fetch_add(&r->compiled, 1);
	if (!good)
		c->error = arena_printf(&c->arena, "%s/%s: the compiler %s: %s", c->pair->folder, source,
		                        exec_describe(&e, how), error_line(&e.err, &c->arena));
	exec_free(&e);
	return good;
}

static void keep_file(struct run *r, const struct cache_key *key, const char *path)
{
	struct buf b = {0};
	char chunk[65536];
	size_t n;
	FILE *f = fopen(path, "re");
	while (f && (n = fread(chunk, 1, sizeof chunk, f)) > 0)
		buf_add(&b, chunk, n);
	if (f && !ferror(f))
		cache_put(&r->cache, key, b.data, b.size);
	if (f)
		fclose(f);
	buf_free(&b);
}

bool cell_object(struct run *r, struct cell *c, enum half h)
{
	struct buf b = {0};
	if (c->object[h])
		return true;
	if (c->error)
		return false;
	const char *path =
	    arena_printf(&c->arena, "%s/%s.%s.%s.o", r->scratch.folder, c->column->slug, c->pair->name, half_names[h]);
	bool good;
	if (cache_get(&r->cache, &c->object_key[h], &b)) {
		good = file_write_atomically(path, b.data, b.size, 0644);
		if (!good)
			c->error = arena_printf(&c->arena, "%s: %s", path, strerror(errno));
	} else {
		good = compile_half(r, c, h, path);
		if (good)
			keep_file(r, &c->object_key[h], path);
	}
	buf_free(&b);
	if (good)
		c->object[h] = path;
	return good;
}

/* ---- audit ------------------------------------------------------------------------------------------------------- */

static json_t *load(struct run *r, const struct cache_key *key)
{
	struct buf b = {0};
	json_t *j = cache_get(&r->cache, key, &b) ? json_loadb(b.data, b.size, 0, NULL) : NULL;
	buf_free(&b);
	return j;
}

void cell_keep_json(struct run *r, const struct cache_key *key, json_t *j)
{
	char *text = json_dumps(j, JSON_COMPACT);
	if (text)
		cache_put(&r->cache, key, text, strlen(text));
	free(text);
}

static void audit(struct run *r, struct cell *c)
{
	c->audit = load(r, &c->audit_key);
	if (c->audit || !cell_object(r, c, HALF_BAD) || !cell_object(r, c, HALF_GOOD))
		return;
	json_t *bad = audit_object_for_class(c->object[HALF_BAD], c->pair->class);
	json_t *good = audit_object_for_class(c->object[HALF_GOOD], c->pair->class);
	atomic_fetch_add(&r->audited, 1);
	c->audit = json_pack("{s:o, s:o}", "bad", bad, "good", good);
	if (c->audit)
		cell_keep_json(r, &c->audit_key, c->audit);
}

/* ---- runs ------------------------------------------------------------------------------------------------------- */

void cell_keep_run(struct run *r, struct cell *c, enum run_mode m)
{
	/* What went wrong is run again next time: it may have been the machine. */
	if (c->run[m].outcome != OUTCOME_OK)
		return;
	json_t *j = json_pack("{s:i}", "cases", c->run[m].cases);
	cell_keep_json(r, &c->run_key[m], j);
	json_decref(j);
}

static void not_run(struct cell *c, enum run_mode m, const char *why)
{
	c->run[m] = (struct run_result){.outcome = OUTCOME_NOT_RUN, .detail = why};
	c->run_known[m] = true;
}

static void look_up_runs(struct run *r, struct cell *c)
{
	const struct config *config = &c->column->config;
	const char *missing = toolchain_no_emulator(config->toolchain, &c->arena);
	if (missing || config->level->not_emulated)
		not_run(c, MODE_EMULATED, missing ? missing : config->level->not_emulated);
	if (!config->toolchain->native)
		not_run(c, MODE_NATIVE, "this host is of another ISA");
	else if (!toolchain_runs_natively(config->toolchain, config->level))
		not_run(c, MODE_NATIVE, "this host's CPU lacks the ISA level");
	for (int m = 0; m < N_MODES; m++) {
		json_t *j = c->run_known[m] ? NULL : load(r, &c->run_key[m]);
		if (!j)
			continue;
		c->run[m] = (struct run_result){.outcome = OUTCOME_OK,
		                                .cases = (unsigned)json_integer_value(json_object_get(j, "cases"))};
		c->run_known[m] = true;
		json_decref(j);
	}
}

bool cell_needs_driver(const struct cell *c)
{
	if (c->column->unavailable || c->error)
		return false;
	return !c->run_known[MODE_EMULATED] || !c->run_known[MODE_NATIVE] || !c->census;
}

void cell_prepare(struct run *r, struct cell *c)
{
	if (c->column->unavailable)
		return;
	audit(r, c);
	look_up_runs(r, c);
	c->census = load(r, &c->census_key);
	c->oracles = load(r, &c->oracle_key);
	atomic_fetch_add(&r->cells_from_cache, c->audit && !cell_needs_driver(c) && c->oracles);
	if (cell_needs_driver(c))
		for (int h = 0; h < N_HALVES; h++)
			if (!cell_object(r, c, (enum half)h))
				break;
}
