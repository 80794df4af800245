/* run_drive.c: links the drivers, runs them, and reads what they print (corpus/drive.c). */
#include "run.h"

#include "diag.h"
#include "pool.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *const run_mode_names[N_MODES] = {"emulated", "native"};

static const char *const outcome_names[N_OUTCOMES] = {"not-run", "emulator-fault", "ok",     "differs", "overrun",
                                                      "signal",  "timeout",        "exited", "lost"};

const char *outcome_name(enum outcome o) { return outcome_names[o]; }

/* ---- links ------------------------------------------------------------------------------------------------------ */

bool drive_link_objects(struct run *r, struct column *col, const struct strings *objects, const char *out,
                        const char **error, struct arena *a)
{
	struct exec_result e;
	char how[96];
	bool good = exec_run(link_argv(&col->config, objects, out, a), NULL, COMPILE_LIMIT_MS, &e);
	atomic_fetch_add(&r->linked, 1);
	if (!good) {
		int n = e.err.size > 400 ? 400 : (int)e.err.size;
		char *text = arena_printf(a, "the linker %s: %.*s", exec_describe(&e, how), n, n ? e.err.data : "");
		for (char *s = text; *s; s++)
			*s = *s == '\n' ? ' ' : *s;
		*error = text;
	}
	exec_free(&e);
	return good;
}

/* The driver's main, compiled with the config's own flags. */
char *drive_main(struct run *r, struct column *col, struct arena *a, const char **error)
{
	struct pair self = {.name = (char *)"driver", .folder = (char *)r->driver_folder};
	struct cell c = {.column = col, .pair = &self};
	struct key_maker *k = key_begin("object");
	key_key(k, &col->key);
	key_key(k, &r->driver_sources);
	key_text(k, r->driver_folder);
	c.object_key[HALF_DRIVE] = key_end(k);
	char *path = cell_object(r, &c, HALF_DRIVE) ? arena_strdup(a, c.object[HALF_DRIVE]) : NULL;
	if (!path)
		*error = arena_strdup(a, c.error);
	arena_free(&c.arena);
	return path;
}

static void add_objects(struct strings *s, struct cell *c, struct arena *a)
{
	for (int h = 0; h < N_HALVES; h++)
		strings_add(a, s, (char *)c->object[h]);
}

/* Where all pairs together do not link, each gets a driver of its own, so that the faulty one hides no other. */
static void link_apart(struct run *r, struct column *col, char *main_object, struct arena *a)
{
	for (unsigned i = 0; i < r->n_pair; i++) {
		struct cell *c = run_cell(r, i, (unsigned)(col - r->column));
		if (!cell_needs_driver(c))
			continue;
		struct strings objects = {0};
		const char *out =
		    arena_printf(&c->arena, "%s/driver-%s-%s", r->scratch.folder, col->slug, c->pair->name);
		strings_add(a, &objects, main_object);
		add_objects(&objects, c, a);
		const char *error = NULL;
		if (drive_link_objects(r, col, &objects, out, &error, a))
			c->driver = out;
		else
			c->error = arena_printf(&c->arena, "%s: %s", c->pair->folder, error);
	}
}

static void set_driver(struct run *r, struct column *col, const char *driver, const char *error)
{
	for (unsigned i = 0; i < r->n_pair; i++) {
		struct cell *c = run_cell(r, i, (unsigned)(col - r->column));
		if (!cell_needs_driver(c))
			continue;
		char *said = arena_strdup(&c->arena, driver ? driver : error);
		if (driver)
			c->driver = said;
		else
			c->error = said;
	}
}

void drive_link(struct run *r, struct column *col)
{
	struct arena a = {0};
	struct strings objects = {0};
	const char *error = NULL;
	unsigned n = 0;
	for (unsigned i = 0; i < r->n_pair; i++) {
		struct cell *c = run_cell(r, i, (unsigned)(col - r->column));
		if (cell_needs_driver(c)) {
			add_objects(&objects, c, &a);
			n++;
		}
	}
	if (n) {
		char *main_object = drive_main(r, col, &a, &error);
		char *out = arena_printf(&a, "%s/driver-%s", r->scratch.folder, col->slug);
		if (main_object)
			strings_add(&a, &objects, main_object);
		if (!main_object)
			set_driver(r, col, NULL, error);
		else if (drive_link_objects(r, col, &objects, out, &error, &a))
			set_driver(r, col, out, NULL);
		else
			link_apart(r, col, main_object, &a);
	}
	arena_free(&a);
}

/* ---- runs ------------------------------------------------------------------------------------------------------- */

/* One start of one driver: the cells whose pairs it is to run. */
struct task {
	struct cell **cell;
	unsigned n;
	enum run_mode mode;
};

struct tasks {
	struct run *run;
	struct task *v;
	unsigned n, cap;
	struct arena arena;
};

/* "NAME\tOUTCOME\tCASES[\tCASE\tDETAIL]": takes the line apart in place. */
static bool read_line(char *line, char *field[5])
{
	unsigned n = 0;
	for (char *p = line; n < 5; n++) {
		field[n] = p;
		p = p ? strchr(p, '\t') : NULL;
		if (p)
			*p++ = 0;
	}
	return field[2] != NULL;
}

static bool parse_result(struct cell *c, enum run_mode m, char *field[5])
{
	struct run_result result = {.cases = (unsigned)strtoul(field[2], NULL, 10)};
	for (int o = OUTCOME_OK; o < OUTCOME_LOST; o++)
		if (!strcmp(field[1], outcome_names[o]))
			result.outcome = (enum outcome)o;
	if (result.outcome == OUTCOME_NOT_RUN || (result.outcome == OUTCOME_OK && !result.cases))
		return false;
	if (result.outcome != OUTCOME_OK) {
		result.at = field[3] ? arena_strdup(&c->arena, field[3]) : NULL;
		result.detail = field[4] ? arena_strdup(&c->arena, field[4]) : NULL;
		int number = field[4] ? atoi(field[4]) : 0;
		if (result.outcome == OUTCOME_SIGNAL)
			result.detail = arena_printf(&c->arena, "signal %d (%s)", number, strsignal(number));
		else if (result.outcome == OUTCOME_TIMEOUT)
			result.detail = arena_printf(&c->arena, "not done after %s s", field[4]);
		else if (result.outcome == OUTCOME_EXITED)
			result.detail = arena_printf(&c->arena, "it ended the process with code %d", number);
	}
	c->run[m] = result;
	c->run_known[m] = true;
	return true;
}

static unsigned read_output(struct task *t, const struct buf *out)
{
	unsigned n = 0;
	char *text = strndup(out->data ? out->data : "", out->size), *save = NULL;
	if (!text)
		diag_out_of_memory(out->size);
	for (char *line = strtok_r(text, "\n", &save); line; line = strtok_r(NULL, "\n", &save)) {
		char *field[5];
		if (!read_line(line, field))
			continue;
		for (unsigned i = 0; i < t->n; i++)
			if (!t->cell[i]->run_known[t->mode] && !strcmp(t->cell[i]->pair->name, field[0]))
				n += parse_result(t->cell[i], t->mode, field);
	}
	free(text);
	return n;
}

static void start_driver(struct run *r, struct task *t, struct exec_result *e)
{
	struct arena a = {0};
	struct strings argv = {0};
	const struct tool *qemu = &t->cell[0]->column->config.toolchain->emulator;
	unsigned n = 0;
	if (t->mode == MODE_EMULATED) {
		strings_add(&a, &argv, qemu->path);
		for (unsigned i = 0; i < qemu->args.n; i++)
			strings_add(&a, &argv, qemu->args.v[i]);
	}
	strings_add(&a, &argv, (char *)t->cell[0]->driver);
	strings_add(&a, &argv, (char *)"--seed");
	strings_add(&a, &argv, arena_printf(&a, "%llu", (unsigned long long)r->options->seed));
	strings_add(&a, &argv, (char *)"--limit");
	strings_add(&a, &argv, arena_printf(&a, "%g", r->options->time_limit));
	for (unsigned i = 0; i < t->n; i++)
		if (!t->cell[i]->run_known[t->mode]) {
			strings_add(&a, &argv, (char *)"--pair");
			strings_add(&a, &argv, t->cell[i]->pair->name);
			n++;
		}
	exec_run(argv.v, NULL, (unsigned)(1000 * (n * r->options->time_limit + 60)), e);
	atomic_fetch_add(&r->driven, n);
	arena_free(&a);
}

/* The first pair that the driver said nothing of was the last that it began: that one is lost, the others get
 * another start. */
static void give_up_first(struct task *t, const struct exec_result *e)
{
	char how[96];
	for (unsigned i = 0; i < t->n; i++) {
		struct cell *c = t->cell[i];
		if (c->run_known[t->mode])
			continue;
		c->run[t->mode] = (struct run_result){
		    .outcome = OUTCOME_LOST,
		    .detail = arena_printf(&c->arena, "the driver %s: %.*s", exec_describe(e, how),
		                           e->err.size > 200 ? 200 : (int)e->err.size, e->err.size ? e->err.data : ""),
		};
		c->run_known[t->mode] = true;
		return;
	}
}

static unsigned unknown(const struct task *t)
{
	unsigned n = 0;
	for (unsigned i = 0; i < t->n; i++)
		n += !t->cell[i]->run_known[t->mode];
	return n;
}

static void run_task(void *ctx, unsigned worker, size_t i)
{
	struct tasks *tasks = ctx;
	struct task *t = &tasks->v[i];
	(void)worker;
	while (unknown(t)) {
		struct exec_result e;
		start_driver(tasks->run, t, &e);
		unsigned before = unknown(t);
		read_output(t, &e.out);
		if (unknown(t))
			give_up_first(t, &e);
		progress_step(tasks->run->progress, before - unknown(t), t->cell[0]->column->config.name);
		exec_free(&e);
	}
	for (unsigned k = 0; k < t->n; k++)
		cell_keep_run(tasks->run, t->cell[k], t->mode);
}

/* Cells of one column that share a driver make one task, in each mode. */
static void add_tasks(struct tasks *tasks, unsigned column, enum run_mode m)
{
	struct run *r = tasks->run;
	struct task shared = {ARENA_ARRAY(&tasks->arena, struct cell *, r->n_pair), 0, m};
	for (unsigned i = 0; i < r->n_pair; i++) {
		struct cell *c = run_cell(r, i, column);
		if (!c->driver || c->run_known[m])
			continue;
		if (shared.n && strcmp(shared.cell[0]->driver, c->driver)) {
			struct task own = {ARENA_NEW(&tasks->arena, struct cell *), 1, m};
			own.cell[0] = c;
			*ARENA_PUSH(&tasks->arena, tasks) = own;
		} else {
			shared.cell[shared.n++] = c;
		}
	}
	if (shared.n)
		*ARENA_PUSH(&tasks->arena, tasks) = shared;
}

void drive_all(struct run *r)
{
	struct tasks tasks = {.run = r};
	for (int m = 0; m < N_MODES; m++)
		for (unsigned i = 0; i < r->n_column; i++)
			add_tasks(&tasks, i, (enum run_mode)m);
	pool_run(tasks.n, r->options->jobs, tasks.n, &tasks, run_task, NULL);
	arena_free(&tasks.arena);
}

static bool went_wrong(const struct cell *c)
{
	return outcome_is_wrong(c->run[MODE_EMULATED].outcome) || outcome_is_wrong(c->run[MODE_NATIVE].outcome);
}

void drive_keep(struct run *r)
{
	char *folder = arena_printf(&r->arena, "%s/drivers", r->scratch.out);
	for (unsigned i = 0; i < run_cells(r); i++) {
		struct cell *c = &r->cell[i];
		if (!c->driver || !went_wrong(c) || !folder_make(folder))
			continue;
		char *kept = arena_printf(&c->arena, "%s/%s", folder, strrchr(c->driver, '/') + 1);
		/* Another pair's failure may have moved it already. */
		if (!rename(c->driver, kept) || (errno == ENOENT && !access(kept, X_OK)))
			c->driver = kept;
	}
}
