/* census.c: counted runs: starts the driver under the emulator with the plugin `census`, reads what it counted. */
#include "census_private.h"

#include "paths.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const names[] = {
#define CENSUS_TEXT(name, words) #name,
    CENSUS_FIGURES(CENSUS_TEXT)
#undef CENSUS_TEXT
};
static const char *const in_words[] = {
#define CENSUS_TEXT(name, words) words,
    CENSUS_FIGURES(CENSUS_TEXT)
#undef CENSUS_TEXT
};

const char *census_name(enum census_figure f) { return names[f]; }
const char *census_words(enum census_figure f) { return in_words[f]; }

unsigned census_elements(const char *input)
{
	return strncmp(input, "n=", 2) ? 0 : (unsigned)strtoul(input + 2, NULL, 10);
}

static void silence(struct census_pair *pair, unsigned n, const char *why)
{
	for (unsigned i = 0; i < n; i++)
		if (!pair[i].silent)
			pair[i].silent = why;
}

/* Inputs that differ in nothing but their values: every fill with two seeds, so that a branch that is taken by some of
 * them and not by others shows; one length that fills vectors and leaves a remainder, and one that most vector loops do
 * not take. */
static const char *const fills[] = {"random", "small", "extreme", "ascending", "zero", "ones"};
static const unsigned lengths[] = {37, 11};
enum { N_FILLS = sizeof fills / sizeof *fills, N_SEEDS = 2, N_LENGTHS = sizeof lengths / sizeof *lengths };

static void add_inputs(struct strings *argv, struct arena *a)
{
	for (unsigned i = 0; i < N_LENGTHS * N_FILLS * N_SEEDS; i++) {
		unsigned n = lengths[i / (N_FILLS * N_SEEDS)], seed = 1 + i / N_FILLS % N_SEEDS;
		strings_add(a, argv, (char *)"--case");
		strings_add(a, argv, arena_printf(a, "n=%u,align=0,fill=%s,seed=%u", n, fills[i % N_FILLS], seed));
	}
}

/* ---- the run ----------------------------------------------------------------------------------------------------- */

static bool write_ranges(const struct census_ranges *r, const char *path)
{
	struct buf b = {0};
	for (unsigned i = 0; i < r->n; i++) {
		unsigned long long from = r->v[i].from, to = r->v[i].to;
		if (r->v[i].unit == CENSUS_STOP && r->v[i].pair != CENSUS_STOP)
			buf_printf(&b, "lap %u %u %llx %llx\n", 2 * r->v[i].pair, 2 * r->v[i].pair + 1, from, to);
		else if (r->v[i].unit == CENSUS_STOP)
			buf_printf(&b, "stop %llx %llx\n", from, to);
		else
			buf_printf(&b, "unit %u %llx %llx\n", r->v[i].unit, from, to);
	}
	bool good = file_write_atomically(path, b.data, b.size, 0644);
	buf_free(&b);
	return good;
}

/* QEMU separates a plugin's options by commas. */
static char *plugin_option(const char *plugin, const char *ranges, const char *out, struct arena *a)
{
	const char *part[] = {"file=", plugin, ",ranges=", ranges,
	                      ",out=", out,    ",group=",  arena_printf(a, "%d", N_FILLS * N_SEEDS)};
	struct buf b = {0};
	for (unsigned i = 0; i < sizeof part / sizeof *part; i++)
		for (const char *c = part[i]; *c; c++) {
			buf_putc(&b, *c);
			if (*c == ',' && i % 2)
				buf_putc(&b, ',');
		}
	char *text = arena_printf(a, "%.*s", (int)b.size, b.data);
	buf_free(&b);
	return text;
}

static const char *start(const struct census_request *q, const struct census_pair *pair, unsigned n, const char *plugin,
                         const char *ranges, const char *out)
{
	const struct tool *qemu = &q->config->toolchain->emulator;
	struct arena *a = q->arena;
	struct strings argv = {0};
	struct exec_result e;
	char how[96];
	strings_add(a, &argv, qemu->path);
	for (unsigned i = 0; i < qemu->args.n; i++)
		strings_add(a, &argv, qemu->args.v[i]);
	char *more[] = {(char *)"-plugin",
	                plugin_option(plugin, ranges, out, a),
	                (char *)q->driver,
	                (char *)"--case",
	                (char *)q->input,
	                (char *)"--limit",
	                arena_printf(a, "%g", q->time_limit)};
	for (unsigned i = 0; i < sizeof more / sizeof *more; i++)
		strings_add(a, &argv, more[i]);
	add_inputs(&argv, a);
	for (unsigned i = 0; i < n; i++) {
		strings_add(a, &argv, (char *)"--pair");
		strings_add(a, &argv, (char *)pair[i].name);
	}
	bool good = exec_run(argv.v, NULL, (unsigned)(1000 * (n * q->time_limit + 60)), &e);
	int said = e.err.size > 200 ? 200 : (int)e.err.size;
	const char *error =
	    good ? NULL
	         : arena_printf(a, "the emulator %s: %.*s", exec_describe(&e, how), said, said ? e.err.data : "");
	exec_free(&e);
	return error;
}

/* ---- what the plugin wrote --------------------------------------------------------------------------------------- */

enum { INSN_FIELDS = sizeof(struct census_insn) / sizeof(uint64_t) };

static unsigned read_numbers(const char *p, uint64_t *number, unsigned most)
{
	unsigned n = 0;
	for (char *end; n < most; p = end, n++) {
		number[n] = strtoull(p, &end, 10);
		if (end == p)
			break;
	}
	return n;
}

static void read_line(const char *line, struct census_unit *unit, unsigned n, struct arena *a)
{
	uint64_t number[1 + INSN_FIELDS];
	unsigned fields = read_numbers(line + 5, number, 1 + INSN_FIELDS);
	if (!fields || number[0] >= n)
		return;
	struct census_unit *u = &unit[number[0]];
	if (!strncmp(line, "unit ", 5) && fields == 4) {
		u->callees = number[1];
		u->fills = number[2];
		u->filled = number[3];
		u->seen = true;
	} else if (!strncmp(line, "laps ", 5) && fields == 2) {
		u->laps = number[1];
	} else if (!strncmp(line, "vary ", 5) && fields == 3) {
		*ARENA_PUSH(a, &u->varying) = number[1];
	} else if (!strncmp(line, "insn ", 5) && fields == 1 + INSN_FIELDS) {
		memcpy(ARENA_PUSH(a, u), number + 1, sizeof(struct census_insn));
	}
}

static void read_counts(const char *path, struct census_unit *unit, unsigned n, struct arena *a)
{
	char *line = NULL;
	size_t cap = 0;
	FILE *in = fopen(path, "re");
	while (in && getline(&line, &cap, in) > 5)
		read_line(line, unit, n, a);
	free(line);
	if (in)
		fclose(in);
}

static void sum_all(struct census_pair *pair, unsigned n, const struct census_unit *unit, const struct disassembly *d,
                    const char *error, struct arena *a)
{
	for (unsigned i = 0; i < n; i++) {
		for (unsigned half = 0; half < 2 && !pair[i].silent; half++) {
			const char *wrong = census_sum(&pair[i].half[half], &unit[2 * i + half], d, a);
			if (wrong)
				pair[i].silent =
				    arena_printf(a, "%s: %s", pair[i].function[half], error ? error : wrong);
		}
	}
}

void census_take(const struct census_request *q, struct census_pair *pair, unsigned n)
{
	const struct toolchain *t = q->config->toolchain;
	struct arena *a = q->arena;
	struct census_ranges ranges = {0};
	struct mnemonics m;
	struct disassembly d;
	const char *plugin = paths_plugin(a, "census"), *missing = toolchain_no_emulator(t, a);
	char *in = arena_printf(a, "%s.ranges", q->scratch), *out = arena_printf(a, "%s.counts", q->scratch);
	if (missing || q->config->level->not_emulated || !plugin || !mnemonics_load(&m, t->isa, a)) {
		silence(pair, n,
		        missing                          ? missing
		        : q->config->level->not_emulated ? q->config->level->not_emulated
		        : !plugin                        ? "the plugin census.so is not there (make builds it)"
		                                         : "mnemonics.yaml cannot be used");
		return;
	}
	if (!census_place(&ranges, q->driver, pair, n, a) || !write_ranges(&ranges, in)) {
		silence(pair, n, "the functions were not found in the driver");
		return;
	}
	struct census_unit *unit = ARENA_ARRAY(a, struct census_unit, 2 * n);
	const char *error = start(q, pair, n, plugin, in, out);
	read_counts(out, unit, 2 * n, a);
	unlink(in);
	unlink(out);
	disassemble(&d, &m, q->driver, ranges.lowest, ranges.highest, a);
	if (d.error)
		silence(pair, n, d.error);
	sum_all(pair, n, unit, &d, error, a);
}

/* ---- as JSON ----------------------------------------------------------------------------------------------------- */

static json_t *half_json(const struct census_half *h)
{
	json_t *j = json_object(), *most = json_object();
	for (int f = 0; f < CENSUS_N; f++) {
		json_object_set_new(j, names[f], json_integer((json_int_t)h->figure[f]));
		if (h->most[f])
			json_object_set_new(most, names[f], json_string(h->most[f]));
	}
	json_object_set_new(j, "most", most);
	return j;
}

json_t *census_json(const struct census_pair *p, const char *input)
{
	if (p->silent)
		return json_pack("{s:s, s:s}", "case", input, "silent", p->silent);
	return json_pack("{s:s, s:i, s:o, s:o}", "case", input, "elements", (int)census_elements(input), "bad",
	                 half_json(&p->half[0]), "good", half_json(&p->half[1]));
}

double census_per_element(const json_t *census, const char *half, enum census_figure f)
{
	json_int_t n = json_integer_value(json_object_get(census, "elements"));
	const json_t *x = json_object_get(json_object_get(census, half), names[f]);
	return n > 0 && x ? (double)json_integer_value(x) / (double)n : -1;
}
