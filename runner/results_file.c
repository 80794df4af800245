/* results_file.c: reads what benchmark programs write down: hyperfine, Google Benchmark, Criterion. */
#include "cache.h"
#include "diag.h"
#include "diff_verdict.h"

#include <errno.h>
#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* One benchmark of one file: its samples, or only the interval that the program made of them. Nanoseconds. */
struct sample {
	const char *name;
	double *v;
	uint32_t n, cap;
	struct estimate known; /* with n 0 */
};

struct samples {
	const char *program;
	struct sample *v;
	uint32_t n, cap;
};

struct reader {
	const char *path;
	struct arena *arena;
	struct samples *out;
	bool refused; /* said why */
};

static void refuse(struct reader *r, const char *where, size_t index, const char *expected)
{
	if (!r->refused)
		diag_error("%s: %s, entry %zu: %s expected", r->path, where, index + 1, expected);
	r->refused = true;
}

static struct sample *add_sample(struct reader *r, const char *name)
{
	for (uint32_t i = 0; i < r->out->n; i++)
		if (!strcmp(r->out->v[i].name, name))
			return &r->out->v[i];
	struct sample *s = ARENA_PUSH(r->arena, r->out);
	*s = (struct sample){.name = arena_strdup(r->arena, name)};
	return s;
}

/* A value that is left out would move the median, so none is. */
static void add_value(struct reader *r, struct sample *s, size_t index, json_t *number, double unit)
{
	double ns = json_number_value(number) * unit;
	if (ns > 0 && isfinite(ns))
		*ARENA_PUSH(r->arena, s) = ns;
	else
		refuse(r, s->name, index, "a time above zero was");
}

/* ---- hyperfine ----------------------------------------------------------------------------------------------------
 */

/* Up to 1.20: results[].times, in seconds. From 2.0 (schema_version 2): results[].measurements[].time_wall_clock. */
static bool is_hyperfine(json_t *root)
{
	json_t *one = json_array_get(json_object_get(root, "results"), 0);
	return json_object_get(one, "command") != NULL;
}

static void read_hyperfine(struct reader *r, json_t *root)
{
	size_t i, k;
	json_t *one, *x;
	json_array_foreach(json_object_get(root, "results"), i, one)
	{
		const char *name = json_string_value(json_object_get(one, "name"));
		if (!name)
			name = json_string_value(json_object_get(one, "command"));
		struct sample *s = add_sample(r, name ? name : "?");
		json_array_foreach(json_object_get(one, "times"), k, x) { add_value(r, s, k, x, 1e9); }
		json_array_foreach(json_object_get(one, "measurements"), k, x)
		{
			add_value(r, s, k, json_object_get(json_object_get(x, "time_wall_clock"), "value"), 1e9);
		}
	}
}

/* ---- Google Benchmark ---------------------------------------------------------------------------------------------
 */

static bool is_google(json_t *root)
{
	json_t *one = json_array_get(json_object_get(root, "benchmarks"), 0);
	return json_object_get(one, "real_time") != NULL;
}

static double unit_of(json_t *one)
{
	static const struct {
		const char *name;
		double ns;
	} units[] = {{"ns", 1}, {"us", 1e3}, {"ms", 1e6}, {"s", 1e9}};
	const char *unit = json_string_value(json_object_get(one, "time_unit"));
	for (size_t i = 0; unit && i < sizeof units / sizeof *units; i++)
		if (!strcmp(unit, units[i].name))
			return units[i].ns;
	return unit ? NAN : 1;
}

/* Where only aggregates were written down: the mean, with the interval that deviation and number give it. */
struct aggregates {
	double mean, deviation, repetitions;
};

static struct aggregates read_aggregates(json_t *root, const char *run)
{
	struct aggregates a = {0};
	size_t i;
	json_t *one;
	json_array_foreach(json_object_get(root, "benchmarks"), i, one)
	{
		const char *name = json_string_value(json_object_get(one, "run_name"));
		const char *what = json_string_value(json_object_get(one, "aggregate_name"));
		if (!name || !what || strcmp(name, run) != 0)
			continue;
		double ns = json_number_value(json_object_get(one, "real_time")) * unit_of(one);
		if (!strcmp(what, "mean")) {
			a.mean = ns;
			a.repetitions = json_number_value(json_object_get(one, "repetitions"));
		} else if (!strcmp(what, "stddev")) {
			a.deviation = ns;
		}
	}
	return a;
}

static void read_google(struct reader *r, json_t *root)
{
	size_t i;
	json_t *one;
	json_array_foreach(json_object_get(root, "benchmarks"), i, one)
	{
		const char *name = json_string_value(json_object_get(one, "run_name"));
		const char *type = json_string_value(json_object_get(one, "run_type"));
		if (!name)
			name = json_string_value(json_object_get(one, "name"));
		if (!name || json_is_true(json_object_get(one, "error_occurred")) || !json_object_get(one, "real_time"))
			continue;
		struct sample *s = add_sample(r, name);
		if (isnan(unit_of(one)))
			refuse(r, name, i, "a time_unit of ns, us, ms or s was");
		else if (!type || !strcmp(type, "iteration"))
			add_value(r, s, i, json_object_get(one, "real_time"), unit_of(one));
	}
	for (uint32_t k = 0; k < r->out->n; k++) {
		struct sample *s = &r->out->v[k];
		struct aggregates a = read_aggregates(root, s->name);
		double half = a.repetitions >= BOOTSTRAP_LEAST ? 1.96 * a.deviation / sqrt(a.repetitions) : INFINITY;
		if (!s->n)
			s->known = (struct estimate){a.mean, a.mean - half, a.mean + half, (unsigned)a.repetitions};
	}
}

/* ---- Criterion ----------------------------------------------------------------------------------------------------
 */

/* sample.json: times[i] nanoseconds for iters[i] iterations. */
static bool is_criterion_sample(json_t *root)
{
	return json_is_array(json_object_get(root, "iters")) && json_is_array(json_object_get(root, "times"));
}

static void read_criterion_sample(struct reader *r, json_t *root)
{
	struct sample *s = add_sample(r, "the benchmark");
	size_t i;
	json_t *x, *iters = json_object_get(root, "iters");
	json_array_foreach(json_object_get(root, "times"), i, x)
	{
		double iterations = json_number_value(json_array_get(iters, i));
		if (iterations > 0)
			add_value(r, s, i, x, 1 / iterations);
		else
			refuse(r, "iters", i, "a number above zero for each of the times was");
	}
}

/* estimates.json: the median with its own interval, of whatever level; it is taken to be 95%, as Criterion's is unless
 * somebody chose. */
static json_t *criterion_median(json_t *root)
{
	json_t *median = json_object_get(root, "median");
	return json_object_get(median, "confidence_interval") ? median : NULL;
}

static bool is_criterion_estimates(json_t *root) { return criterion_median(root) != NULL; }

static void read_criterion_estimates(struct reader *r, json_t *root)
{
	json_t *median = criterion_median(root), *interval = json_object_get(median, "confidence_interval");
	struct sample *s = add_sample(r, "the benchmark");
	double level = json_number_value(json_object_get(interval, "confidence_level"));
	bool usual = fabs(level - 0.95) < 1e-9;
	double low = json_number_value(json_object_get(interval, "lower_bound"));
	double high = json_number_value(json_object_get(interval, "upper_bound"));
	if (!(low > 0 && low <= high))
		refuse(r, "median.confidence_interval", 0, "0 < lower_bound <= upper_bound was");
	s->known = (struct estimate){json_number_value(json_object_get(median, "point_estimate")),
	                             usual ? low : -INFINITY, usual ? high : INFINITY, 0};
}

/* ---- files --------------------------------------------------------------------------------------------------------
 */

static const struct format {
	const char *program;
	bool (*is)(json_t *root);
	void (*read)(struct reader *r, json_t *root);
} formats[] = {
    {"hyperfine", is_hyperfine, read_hyperfine},
    {"Google Benchmark", is_google, read_google},
    {"Criterion (sample.json)", is_criterion_sample, read_criterion_sample},
    {"Criterion (estimates.json)", is_criterion_estimates, read_criterion_estimates},
};

static json_t *load(const char *path)
{
	struct buf text = {0};
	json_error_t error;
	json_t *root = NULL;
	if (!file_read(path, &text))
		diag_error("%s: %s (JSON of hyperfine, Google Benchmark or Criterion was expected)", path,
		           strerror(errno));
	else if (!(root = json_loadb(text.size ? text.data : "", text.size, 0, &error)))
		diag_error("%s:%d: %s (JSON of hyperfine, Google Benchmark or Criterion was expected)", path,
		           error.line, error.text);
	buf_free(&text);
	return root;
}

/* Each benchmark has a time. */
static bool complete(const struct reader *r)
{
	const struct samples *s = r->out;
	for (uint32_t i = 0; i < s->n && !r->refused; i++)
		if (!s->v[i].n && !(s->v[i].known.value > 0)) {
			diag_error("%s: %s: it holds no time (results of %s with at least one were expected)", r->path,
			           s->v[i].name, s->program);
			return false;
		}
	if (!s->n)
		diag_error("%s: it holds no time (results of %s with at least one were expected)", r->path, s->program);
	return s->n && !r->refused;
}

static bool read_samples(const char *path, struct samples *out, struct arena *arena)
{
	json_t *root = load(path);
	struct reader r = {path, arena, out, false};
	if (!root)
		return false;
	for (size_t i = 0; i < sizeof formats / sizeof *formats && !out->program; i++)
		if (formats[i].is(root)) {
			out->program = formats[i].program;
			formats[i].read(&r, root);
		}
	json_decref(root);
	if (!out->program)
		diag_error("%s: results of hyperfine (results[].command), Google Benchmark (benchmarks[].real_time) or "
		           "Criterion (iters and times, or median.confidence_interval) were expected",
		           path);
	return out->program && complete(&r);
}

static struct estimate estimate_of(const struct sample *s) { return s->n ? bootstrap_median(s->v, s->n) : s->known; }

/* Two independent intervals: their logarithms taken for normal, the widths add up as squares. */
static struct estimate ratio_of_known(struct estimate old, struct estimate new)
{
	struct estimate e = {new.value / old.value, -INFINITY, INFINITY, 0};
	if (!isfinite(old.high) || !isfinite(new.high) || old.low <= 0 || new.low <= 0)
		return e;
	double up = hypot(log(new.high / new.value), log(old.value / old.low));
	double down = hypot(log(new.value / new.low), log(old.high / old.value));
	e.low = e.value * exp(-down);
	e.high = e.value * exp(up);
	return e;
}

static void add_change(struct changes *out, const struct sample *old, const struct sample *new, struct arena *arena)
{
	struct change c = {new->name, estimate_of(old), estimate_of(new), {0, 0, 0, 0}};
	c.ratio = old->n && new->n ? bootstrap_ratio(new->v, new->n, old->v, old->n) : ratio_of_known(c.old, c.new);
	*ARENA_PUSH(arena, out) = c;
}

static const struct sample *find(const struct samples *s, const char *name)
{
	for (uint32_t i = 0; i < s->n; i++)
		if (!strcmp(s->v[i].name, name))
			return &s->v[i];
	return NULL;
}

static const char *missing(const struct samples *in, const struct samples *from, struct arena *arena)
{
	const char *text = NULL;
	for (uint32_t i = 0; i < in->n; i++)
		if (!find(from, in->v[i].name))
			text = arena_printf(arena, "%s%s%s", text ? text : "", text ? ", " : "", in->v[i].name);
	return text;
}

bool results_compare(const char *old, const char *new, struct changes *out, struct arena *arena)
{
	struct samples a = {0}, b = {0};
	bool good = read_samples(old, &a, arena);
	good = read_samples(new, &b, arena) && good;
	if (!good)
		return false;
	out->how = arena_printf(arena, "results of %s%s%s", a.program, strcmp(a.program, b.program) ? " and " : "",
	                        strcmp(a.program, b.program) ? b.program : "");
	/* A single benchmark on each side is the same one, whatever its command was. */
	if (a.n == 1 && b.n == 1) {
		add_change(out, &a.v[0], &b.v[0], arena);
		return true;
	}
	for (uint32_t i = 0; i < a.n; i++)
		if (find(&b, a.v[i].name))
			add_change(out, &a.v[i], find(&b, a.v[i].name), arena);
	out->only_old = missing(&a, &b, arena);
	out->only_new = missing(&b, &a, arena);
	if (!out->n)
		diag_error("%s and %s: no benchmark is in both (the same names were expected)", old, new);
	return out->n != 0;
}
