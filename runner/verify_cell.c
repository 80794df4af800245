/* verify_cell.c: runs a driver for one tier on one CPU, and takes what it prints for outcomes. */
#include "verify.h"

#include "diag.h"
#include "paths.h"

#include <inttypes.h>
#include <jansson.h>
#include <string.h>

static struct verify_outcome *append(struct verify_outcomes *out, struct arena *a)
{
	if (out->n == out->cap) {
		size_t cap = out->cap ? 2 * out->cap : 16;
		struct verify_outcome *v = ARENA_ARRAY(a, struct verify_outcome, cap);
		if (out->n)
			memcpy(v, out->v, out->n * sizeof *v);
		out->v = v;
		out->cap = cap;
	}
	return &out->v[out->n++];
}

/* ---- the command ------------------------------------------------------------------------------------------------ */

static void add(struct strings *argv, struct arena *a, const char *option, const char *value)
{
	strings_add(a, argv, (char *)option);
	if (value)
		strings_add(a, argv, (char *)value);
}

static const char *check_list(unsigned checks, struct arena *a)
{
	const char *list = "";
	for (unsigned i = 0; verify_checks[i].name; i++)
		if (checks >> i & 1)
			list = arena_printf(a, "%s%s%s", list, *list ? "," : "", verify_checks[i].name);
	return list;
}

/* The tiers, of all kernels, that the choice may take on this CPU: a cap must leave the best of them. */
static const char *tiers_that_run(const struct verify_cell *c, struct arena *a)
{
	const struct verify_registry *r = c->tier->kernel->registry;
	const char *list = "";
	for (unsigned i = 0; i < r->n_kernel; i++)
		for (unsigned k = 0; k < r->kernel[i].n_tier; k++) {
			const struct verify_tier *t = &r->kernel[i].tier[k];
			if ((!t->isa || t->isa == c->cpu->isa) && verify_cpu_has(c->cpu, &t->needs) &&
			    verify_cpu_has(c->cpu, &t->chosen_with))
				list = arena_printf(a, "%s%s%s", list, *list ? "," : "", t->name);
		}
	return list;
}

static void add_request(struct strings *argv, const struct verify_request *q, struct arena *a)
{
	add(argv, a, "--seed", arena_printf(a, "%" PRIu64, q->seed));
	add(argv, a, "--limit", arena_printf(a, "%g", q->limit));
	if (q->has_length)
		add(argv, a, "--length", arena_printf(a, "%" PRIu64, q->length));
	if (q->has_offset)
		add(argv, a, "--offset", arena_printf(a, "%" PRIu64, q->offset));
	if (q->extent == VERIFY_QUICK)
		add(argv, a, "--quick", NULL);
	if (q->extent == VERIFY_ALL)
		add(argv, a, "--all", NULL);
}

/* QEMU separates a plugin's options by commas. */
static void add_plugin(struct strings *argv, const char *name, struct arena *a)
{
	const char *path = paths_plugin(a, name);
	struct buf option = {0};
	for (const char *c = path; c && *c; c++) {
		buf_putc(&option, *c);
		if (*c == ',')
			buf_putc(&option, ',');
	}
	if (path)
		add(argv, a, "-plugin", arena_printf(a, "file=%.*s", (int)option.size, option.data));
	buf_free(&option);
}

/* The user's own environment must not cap the tier: `env -u` takes the variable away. */
static char **command(const struct verify_cell *c, unsigned checks, const char *plugin, const struct verify_request *q,
                      struct arena *a)
{
	const struct verify_registry *r = c->tier->kernel->registry;
	struct strings argv = {0};
	if (r->choice_environment) {
		add(&argv, a, "env", "-u");
		add(&argv, a, r->choice_environment, NULL);
	}
	if (!c->cpu->native) {
		add(&argv, a, c->cpu->emulator, NULL);
		for (unsigned i = 0; i < c->cpu->args.n; i++)
			strings_add(a, &argv, c->cpu->args.v[i]);
		if (plugin)
			add_plugin(&argv, plugin, a);
	}
	add(&argv, a, c->driver->path, NULL);
	add(&argv, a, "--kernel", c->tier->kernel->name);
	add(&argv, a, "--tier", c->tier->name);
	add(&argv, a, "--check", check_list(checks, a));
	if (c->expect)
		add(&argv, a, "--expect", c->expect);
	if (c->expect && r->choice_environment) {
		add(&argv, a, "--environment", r->choice_environment);
		add(&argv, a, "--runs", tiers_that_run(c, a));
	}
	add_request(&argv, q, a);
	return argv.v;
}

/* ---- what it printed -------------------------------------------------------------------------------------------- */

/* One run of the driver: an outcome for each check that was asked for. */
struct hearing {
	const struct verify_cell *cell;
	struct verify_outcome *by_check[32]; /* NULL: not asked for */
	unsigned heard;                      /* bits */
	const char *garbage;                 /* the first line that is none of the driver's; NULL */
	struct arena *arena;
};

static char *text_of(json_t *j, const char *key, struct arena *a)
{
	const char *s = json_string_value(json_object_get(j, key));
	return s ? arena_strdup(a, s) : NULL;
}

static uint64_t number_of(json_t *j, const char *key) { return (uint64_t)json_integer_value(json_object_get(j, key)); }

static void failed(struct verify_outcome *o, char *what)
{
	o->end = VERIFY_FAILED;
	o->what = what;
}

static void skipped(struct verify_outcome *o, char *why)
{
	o->end = VERIFY_SKIPPED;
	o->what = why;
}

static void set_end(struct verify_outcome *o, const char *result, json_t *j, struct arena *a)
{
	if (!strcmp(result, "passed") && o->cases)
		o->end = VERIFY_PASSED;
	else if (!strcmp(result, "passed"))
		failed(o, (char *)"the driver says that it passed, and that no case was run");
	else if (!strcmp(result, "skipped")) {
		skipped(o, text_of(j, "why", a));
		if (!o->what)
			failed(o, (char *)"the driver skipped it and does not say why");
	} else if (!strcmp(result, "failed")) {
		failed(o, text_of(j, "what", a));
		if (!o->what)
			o->what = (char *)"the driver says that it failed, and not what";
	} else
		failed(o, arena_printf(a, "the driver gives the result %s", result));
}

/* False: this line is none of the driver's. */
static bool take(struct hearing *h, json_t *j)
{
	const char *name = json_string_value(json_object_get(j, "check"));
	const char *result = json_string_value(json_object_get(j, "result"));
	unsigned check = 0;
	while (name && verify_checks[check].name && strcmp(verify_checks[check].name, name) != 0)
		check++;
	struct verify_outcome *o = name && verify_checks[check].name ? h->by_check[check] : NULL;
	if (!o || !result || h->heard >> check & 1)
		return false;
	h->heard |= 1u << check;
	o->cases = number_of(j, "cases");
	o->has_case = json_object_get(j, "length") && json_object_get(j, "offset");
	o->length = number_of(j, "length");
	o->offset = number_of(j, "offset");
	o->expected = text_of(j, "expected", h->arena);
	o->got = text_of(j, "got", h->arena);
	o->seconds = json_number_value(json_object_get(j, "seconds"));
	set_end(o, result, j, h->arena);
	return true;
}

/* The start of a line, fit to be printed. */
static const char *excerpt(const char *line, size_t n, struct arena *a)
{
	char *text = arena_printf(a, "%.*s", n > 120 ? 120 : (int)n, line);
	for (char *s = text; *s; s++)
		*s = *s < ' ' || *s > '~' ? '?' : *s;
	return text;
}

static void hear(struct hearing *h, const struct buf *said)
{
	const char *p = said->data, *end = p + said->size;
	while (said->size && p < end) {
		const char *nl = memchr(p, '\n', (size_t)(end - p)), *stop = nl ? nl : end;
		json_t *j = json_loadb(p, (size_t)(stop - p), 0, NULL);
		if (!take(h, j) && !h->garbage)
			h->garbage = excerpt(p, (size_t)(stop - p), h->arena);
		json_decref(j);
		p = stop + 1;
	}
}

/* ---- what it means ---------------------------------------------------------------------------------------------- */

static bool any_failed(const struct hearing *h)
{
	for (unsigned i = 0; i < 32; i++)
		if (h->by_check[i] && h->heard >> i & 1 && h->by_check[i]->end == VERIFY_FAILED)
			return true;
	return false;
}

/* Why the driver as a whole cannot be believed; NULL: it can. */
static const char *distrust(const struct hearing *h, const struct exec_result *r)
{
	char how[96];
	const char *nl = r->err.size ? memchr(r->err.data, '\n', r->err.size) : NULL;
	size_t n = nl ? (size_t)(nl - r->err.data) : r->err.size;
	const char *after = n ? arena_printf(h->arena, "; it said: %s", excerpt(r->err.data, n, h->arena)) : "";
	if (r->end != EXEC_EXITED)
		return arena_printf(h->arena, "the driver was %s%s", exec_describe(r, how), after);
	if (h->garbage)
		return arena_printf(h->arena, "the driver printed what is no report: %s", h->garbage);
	if (r->code > 1)
		return arena_printf(h->arena, "the driver %s%s", exec_describe(r, how), after);
	if (r->code == 0 && any_failed(h))
		return "the driver exited with 0 though a check failed";
	if (r->code == 1 && !any_failed(h))
		return arena_printf(h->arena, "the driver exited with 1 though no check that it reports failed%s",
		                    after);
	return NULL;
}

static void judge(struct hearing *h, const struct exec_result *r)
{
	const char *why = distrust(h, r);
	for (unsigned i = 0; i < 32; i++) {
		struct verify_outcome *o = h->by_check[i];
		bool heard = h->heard >> i & 1;
		if (!o || (heard && (!why || o->end == VERIFY_FAILED)))
			continue;
		failed(o, heard ? arena_printf(h->arena, "reported as done, but %s", why)
		          : why ? arena_printf(h->arena, "no report: %s", why)
		                : (char *)"the driver said nothing about this check");
	}
}

static struct hearing hearing_begin(const struct verify_cell *cell, unsigned checks,
                                    const struct verify_request *request, struct verify_outcomes *out,
                                    struct arena *arena)
{
	struct hearing h = {.cell = cell, .arena = arena};
	size_t first = out->n;
	for (unsigned i = 0; verify_checks[i].name; i++)
		if (checks >> i & 1)
			*append(out, arena) = (struct verify_outcome){.cell = cell, .check = i, .seed = request->seed};
	for (size_t k = first; k < out->n; k++) /* only now do they stay where they are */
		h.by_check[out->v[k].check] = &out->v[k];
	return h;
}

enum { MORE_SECONDS = 5 }; /* beyond the driver's own limits, before it counts as hanging itself */

/* Why a check that needs this plugin cannot be made here; NULL: it can. */
static char *lacks_plugin(const struct verify_cpu *cpu, const char *plugin, struct arena *a)
{
	if (!plugin || cpu->native) /* this machine's own means are the driver's */
		return NULL;
	if (!cpu->plugins) {
		const char *slash = strrchr(cpu->emulator, '/');
		return arena_printf(a, "%s %s takes no plugins", slash ? slash + 1 : cpu->emulator, cpu->version);
	}
	return paths_plugin(a, plugin) ? NULL
	                               : arena_printf(a, "the plugin %s for QEMU is missing: make builds it", plugin);
}

/* One run of the driver. */
static void run_checks(const struct verify_cell *cell, unsigned checks, const char *plugin,
                       const struct verify_request *request, struct verify_outcomes *out, struct arena *arena)
{
	struct hearing h = hearing_begin(cell, checks, request, out, arena);
	struct exec_result r = {.end = EXEC_EXITED};
	char *lacks = lacks_plugin(cell->cpu, plugin, arena);
	for (unsigned i = 0; i < 32; i++) {
		if (h.by_check[i] && lacks)
			skipped(h.by_check[i], lacks);
		else if (h.by_check[i] && !cell->driver->path)
			failed(h.by_check[i], arena_printf(arena, "no driver: %s", cell->driver->failure));
	}
	if (cell->driver->path && !lacks) {
		double seconds = request->limit * __builtin_popcount(checks) + MORE_SECONDS;
		exec_run(command(cell, checks, plugin, request, arena), NULL, (unsigned)(seconds * 1000), &r);
		hear(&h, &r.out);
		judge(&h, &r);
		exec_free(&r);
	}
}

void verify_run_cell(const struct verify_cell *cell, const struct verify_request *request, struct verify_outcomes *out,
                     struct arena *arena)
{
	unsigned plain = cell->checks;
	for (unsigned i = 0; verify_checks[i].name; i++)
		plain &= verify_checks[i].plugin ? ~(1u << i) : ~0u;
	if (plain)
		run_checks(cell, plain, NULL, request, out, arena);
	for (unsigned i = 0; verify_checks[i].name; i++)
		if ((cell->checks & ~plain) >> i & 1)
			run_checks(cell, 1u << i, verify_checks[i].plugin, request, out, arena);
}
