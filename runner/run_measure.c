/* run_measure.c: what both halves of each pair cost on the pair's own case: timed where the host is the config's ISA
 * (corpus/measure.c does it), else counted by the emulator. */
#include "bootstrap.h"
#include "census.h"
#include "diag.h"
#include "paths.h"
#include "pool.h"
#include "run.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 31, TIME_LIMIT_MS = 60000 };

/* ---- the machine ------------------------------------------------------------------------------------------------ */

/* What /proc/cpuinfo says under this key for the first CPU; NULL: nothing. */
static const char *cpu_info(const char *key, struct arena *a)
{
	char line[512];
	const char *value = NULL;
	FILE *f = fopen("/proc/cpuinfo", "re");
	while (f && !value && fgets(line, sizeof line, f)) {
		size_t n = strlen(key);
		char *colon = strchr(line, ':');
		if (!strncmp(line, key, n) && strchr("\t :", line[n]) && colon && colon[1])
			value = arena_printf(a, "%.*s", (int)strcspn(colon + 2, "\n"), colon + 2);
	}
	if (f)
		fclose(f);
	return value;
}

static const char *machine(struct arena *a)
{
	static const char *const keys[] = {"cpu family", "model", "CPU implementer", "CPU part"};
	const char *name = cpu_info("model name", a), *text = name ? name : "a CPU without a name";
	for (size_t i = 0, any = 0; i < sizeof keys / sizeof *keys; i++) {
		const char *value = cpu_info(keys[i], a);
		if (value)
			text = arena_printf(a, "%s%s%s %s", text, any++ ? ", " : " (", keys[i], value);
	}
	return strchr(text, '(') ? arena_printf(a, "%s)", text) : text;
}

/* ---- a driver with timers --------------------------------------------------------------------------------------- */

struct timing {
	struct run *run;
	struct column *column;
	struct arena arena;
	struct cell **cell; /* those that ran right natively */
	unsigned n;
	const char *driver, *error; /* one of them */
};

static bool compile(struct timing *t, char *source, const char *folder, char *out)
{
	struct run *r = t->run;
	struct exec_result e;
	char how[96];
	const char *isa = t->column->config.toolchain->isa->name;
	char *more[] = {(char *)"-c", arena_printf(&t->arena, "-I%s", folder),
	                arena_printf(&t->arena, "-I%s", paths_data(&t->arena, "corpus")),
	                arena_printf(&t->arena, "-I%s/%s/measure", paths_home(), isa), NULL};
	char **argv = compile_argv(&t->column->config, more, source, out, &t->arena);
	bool good = exec_run(argv, NULL, COMPILE_LIMIT_MS, &e);
	atomic_fetch_add(&r->compiled, 1);
	if (!good)
		t->error = arena_printf(&t->arena, "%s: the compiler %s: %.*s", source, exec_describe(&e, how),
		                        e.err.size > 300 ? 300 : (int)e.err.size, e.err.size ? e.err.data : "");
	exec_free(&e);
	return good;
}

/* Writes the text beside the run's other files, and compiles it. NULL: it could not be (t->error). */
static char *compile_text(struct timing *t, const char *name, const char *suffix, const struct buf *text)
{
	char *path = arena_printf(&t->arena, "%s/%s.%s.timed", t->run->scratch.folder, t->column->slug, name);
	char *source = arena_printf(&t->arena, "%s%s", path, suffix), *out = arena_printf(&t->arena, "%s.o", path);
	if (!file_write_atomically(source, text->data, text->size, 0644)) {
		t->error = arena_printf(&t->arena, "%s: %s", source, strerror(errno));
		return NULL;
	}
	return compile(t, source, t->run->driver_folder, out) ? out : NULL;
}

/* drive.c, and beside it whether either half can be called in the place of the other. */
static char *compile_drive(struct timing *t, const struct pair *p)
{
	struct buf b = {0};
	buf_printf(&b, "#include \"%s/drive.c\"\n", p->folder);
	buf_printf(&b, "extern const unsigned char timer_same_%s;\n", p->symbol);
	buf_printf(&b, "const unsigned char timer_same_%s =\n", p->symbol);
	buf_printf(&b, "    __builtin_types_compatible_p(__typeof__(%s_bad), __typeof__(%s_good));\n", p->symbol,
	           p->symbol);
	char *out = compile_text(t, p->name, ".c", &b);
	buf_free(&b);
	return out;
}

static char *compile_timers(struct timing *t)
{
	struct buf b = {0};
	buf_puts(&b, "#include \"timer.S\"\n");
	for (unsigned i = 0; i < t->n; i++)
		buf_printf(&b, "\tTIMER %s, \"%s\"\n", t->cell[i]->pair->symbol, t->cell[i]->pair->name);
	char *out = compile_text(t, "timers", ".S", &b);
	buf_free(&b);
	return out;
}

static bool add_cell(struct timing *t, struct cell *c, struct strings *objects)
{
	char *drive = compile_drive(t, c->pair);
	if (!drive || !cell_object(t->run, c, HALF_BAD) || !cell_object(t->run, c, HALF_GOOD)) {
		t->error = t->error ? t->error : c->error;
		return false;
	}
	strings_add(&t->arena, objects, drive);
	strings_add(&t->arena, objects, (char *)c->object[HALF_BAD]);
	strings_add(&t->arena, objects, (char *)c->object[HALF_GOOD]);
	for (int h = HALF_BAD; h <= HALF_GOOD; h++)
		strings_add(
		    &t->arena, objects,
		    arena_printf(&t->arena, "-Wl,--wrap=%s_%s", c->pair->symbol, h == HALF_BAD ? "bad" : "good"));
	return true;
}

static void build_driver(void *ctx, unsigned worker, size_t i)
{
	struct timing *t = &((struct timing *)ctx)[i];
	struct strings objects = {0};
	char *folder = arena_strdup(&t->arena, paths_data(&t->arena, "corpus"));
	char *measure = arena_printf(&t->arena, "%s/%s.measure.o", t->run->scratch.folder, t->column->slug);
	char *out = arena_printf(&t->arena, "%s/timed-%s", t->run->scratch.folder, t->column->slug), *object;
	(void)worker;
	if (!t->n)
		return;
	for (unsigned k = 0; k < t->n; k++)
		if (!add_cell(t, t->cell[k], &objects))
			return;
	if (!(object = drive_main(t->run, t->column, &t->arena, &t->error)))
		return;
	strings_add(&t->arena, &objects, object);
	if (!compile(t, arena_printf(&t->arena, "%s/measure.c", folder), folder, measure))
		return;
	strings_add(&t->arena, &objects, measure);
	if (!(object = compile_timers(t)))
		return;
	strings_add(&t->arena, &objects, object);
	if (drive_link_objects(t->run, t->column, &objects, out, &t->error, &t->arena))
		t->driver = out;
}

/* ---- one measurement -------------------------------------------------------------------------------------------- */

struct rounds {
	double bad[ROUNDS], good[ROUNDS];
	unsigned n, runs, preempted;
	bool both_orders, differs;
};

static void read_line(struct rounds *m, const char *line)
{
	double bad, good;
	char order[16];
	if (sscanf(line, "%*s\tround\t%lf\t%lf", &bad, &good) == 2 && m->n < ROUNDS && bad > 0 && good > 0) {
		m->bad[m->n] = bad;
		m->good[m->n++] = good;
	} else if (sscanf(line, "%*s\tmeasured\t%15s\t%u", order, &m->runs) == 2) {
		m->both_orders = !strcmp(order, "both");
	} else if (sscanf(line, "%*s\tpreempted\t%u", &m->preempted) != 1 && strstr(line, "\tdiffers")) {
		m->differs = true;
	}
}

static bool time_cell(struct timing *t, struct cell *c, bool fixed_order, struct rounds *m, const char **error)
{
	struct exec_result e;
	char how[96];
	char *argv[] = {(char *)t->driver,
	                (char *)"--pair",
	                c->pair->name,
	                (char *)"--case",
	                (char *)c->pair->measure.text,
	                (char *)"--measure",
	                arena_printf(&c->arena, "%d", ROUNDS),
	                fixed_order ? (char *)"--fixed-order" : NULL,
	                NULL};
	*m = (struct rounds){0};
	bool good = exec_run(argv, NULL, TIME_LIMIT_MS, &e);
	char *text = arena_printf(&c->arena, "%.*s", (int)e.out.size, e.out.size ? e.out.data : ""), *save = NULL;
	for (char *line = strtok_r(text, "\n", &save); line; line = strtok_r(NULL, "\n", &save))
		read_line(m, line);
	if (m->differs)
		*error = "the halves' results differ on the case";
	else if (!good)
		*error = arena_printf(&c->arena, "the measuring driver %s: %.*s", exec_describe(&e, how),
		                      e.err.size > 200 ? 200 : (int)e.err.size, e.err.size ? e.err.data : "");
	else if (m->n < BOOTSTRAP_LEAST)
		*error = arena_printf(&c->arena,
		                      "the machine is too busy: %u rounds without another process, %u with; %d take an "
		                      "interval",
		                      m->n, m->preempted, BOOTSTRAP_LEAST);
	exec_free(&e);
	return good && !m->differs && m->n >= BOOTSTRAP_LEAST;
}

static json_t *estimate_json(struct estimate e)
{
	return json_pack("{s:f, s:f, s:f}", "median", e.value, "low", e.low, "high", e.high);
}

static json_t *half_json(const double *ns, unsigned n, uint64_t elements)
{
	double v[ROUNDS];
	for (unsigned i = 0; i < n; i++)
		v[i] = ns[i] / (double)elements;
	return json_pack("{s:o}", "ns", estimate_json(bootstrap_median(v, n)));
}

/* Below that the reading of the clock is a part of what was measured. */
static const double least_ns = 100;

static json_t *too_short(const struct cell *c, double ns)
{
	return json_pack("{s:s, s:s, s:o}", "how", "none", "case", c->pair->measure.text, "why",
	                 json_sprintf("one call takes %.0f ns, too short to be timed: pair.yaml's `measure` wants more "
	                              "elements",
	                              ns));
}

/* Halves of one type may still want different data in it: then the order in which drive.c calls them is the only one.
 */
static json_t *time_json(struct timing *t, struct cell *c, const char *cpu)
{
	struct rounds m;
	const char *error = t->error;
	const struct measure_case *at = &c->pair->measure;
	if (!t->driver || (!time_cell(t, c, false, &m, &error) && !time_cell(t, c, true, &m, &error)))
		return json_pack("{s:s, s:s, s:s}", "how", "none", "case", at->text, "why", error ? error : "unknown");
	double ns = fmin(median_of(m.bad, m.n), median_of(m.good, m.n));
	if (ns < least_ns)
		return too_short(c, ns);
	return json_pack("{s:s, s:s, s:I, s:s, s:i, s:i, s:i, s:s, s:o, s:o, s:o}", "how", "timed", "case", at->text,
	                 "elements", (json_int_t)at->n, "cpu", cpu, "rounds", m.n, "runs_per_round", m.runs,
	                 "preempted", m.preempted, "order", m.both_orders ? "both" : "bad-first", "bad",
	                 half_json(m.bad, m.n, at->n), "good", half_json(m.good, m.n, at->n), "ratio",
	                 estimate_json(bootstrap_paired(m.bad, m.good, m.n)));
}

/* ---- counts ----------------------------------------------------------------------------------------------------- */

static json_t *counted_half(const json_t *census, const char *half)
{
	static const enum census_figure figures[] = {CENSUS_instructions, CENSUS_loads, CENSUS_stores, CENSUS_branches};
	json_t *j = json_object();
	for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
		json_object_set_new(j, census_name(figures[i]),
		                    json_real(census_per_element(census, half, figures[i])));
	return j;
}

/* Where the host cannot time it: what the emulator executed; else why it is not known. */
static json_t *count_json(const struct cell *c)
{
	double bad = census_per_element(c->census, "bad", CENSUS_instructions);
	double good = census_per_element(c->census, "good", CENSUS_instructions);
	const char *silent = json_string_value(json_object_get(c->census, "silent"));
	const char *why = c->run[MODE_NATIVE].detail ? c->run[MODE_NATIVE].detail : "it did not run right";
	if (bad < 0 || good <= 0)
		return json_pack("{s:s, s:s, s:s}", "how", "none", "case", c->pair->measure.text, "why",
		                 silent ? silent : why);
	/* The counted case may have fewer elements than the timed one. */
	const char *at = json_string_value(json_object_get(c->census, "case"));
	return json_pack("{s:s, s:s, s:I, s:o, s:o, s:f}", "how", "counted", "case", at ? at : c->pair->measure.text,
	                 "elements", json_integer_value(json_object_get(c->census, "elements")), "bad",
	                 counted_half(c->census, "bad"), "good", counted_half(c->census, "good"), "instruction_ratio",
	                 bad / good);
}

static void choose_cells(struct run *r, struct timing *t)
{
	for (unsigned i = 0; i < r->n_pair; i++) {
		struct cell *c = run_cell(r, i, (unsigned)(t->column - r->column));
		if (c->run[MODE_NATIVE].outcome == OUTCOME_OK)
			t->cell[t->n++] = c;
		else if (!c->column->unavailable)
			c->measure = count_json(c);
	}
}

void run_measure(struct run *r)
{
	struct timing *t = ARENA_ARRAY(&r->arena, struct timing, r->n_column);
	const char *cpu = machine(&r->arena);
	for (unsigned i = 0; i < r->n_column; i++) {
		t[i] = (struct timing){.run = r, .column = &r->column[i]};
		t[i].cell = ARENA_ARRAY(&r->arena, struct cell *, r->n_pair);
		choose_cells(r, &t[i]);
	}
	pool_run(r->n_column, r->options->jobs, r->n_column, t, build_driver, NULL);
	r->progress = progress_start(run_cells(r));
	/* One after the other: what runs beside would be measured too. */
	for (unsigned i = 0; i < r->n_column; i++) {
		for (unsigned k = 0; k < t[i].n; k++) {
			t[i].cell[k]->measure = time_json(&t[i], t[i].cell[k], cpu);
			progress_step(r->progress, 1, t[i].cell[k]->pair->name);
		}
		arena_free(&t[i].arena);
	}
	progress_end(r->progress);
}
