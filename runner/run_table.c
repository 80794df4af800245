/* run_table.c: what `assay run` prints: pairs by configs, the failures, the sums. */
#include "diag.h"
#include "run.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LINE = 100, CELL = 5 };

struct painter {
	bool colour;
};

enum paint { PAINT_NONE, PAINT_GOOD, PAINT_DIM, PAINT_WARN, PAINT_FAIL, PAINT_BOLD };
static const char *const codes[] = {"", "\033[32m", "\033[2m", "\033[33m", "\033[1;31m", "\033[1m"};

static void put(const struct painter *p, enum paint paint, const char *text)
{
	bool on = p->colour && paint != PAINT_NONE;
	printf("%s%s%s", on ? codes[paint] : "", text, on ? "\033[0m" : "");
}

/* ---- the table -------------------------------------------------------------------------------------------------- */

/* Columns of one toolchain and level stand side by side under one heading. */
struct group {
	unsigned first, n;
	int width;
};

static bool same_group(const struct column *a, const struct column *b)
{
	return a->config.toolchain == b->config.toolchain && a->config.level == b->config.level;
}

static const char *level_heading(const struct column *c)
{
	return c->config.level == c->config.toolchain->level ? "" : c->config.level->name;
}

static int longer(int width, const char *text) { return (int)strlen(text) >= width ? (int)strlen(text) + 1 : width; }

static unsigned make_groups(const struct run *r, struct group *g)
{
	unsigned n = 0;
	for (unsigned i = 0; i < r->n_column; i++) {
		const struct column *c = &r->column[i];
		if (n && same_group(c, &r->column[g[n - 1].first]))
			g[n - 1].n++;
		else
			g[n++] = (struct group){i, 1, 0};
		int width = longer((int)g[n - 1].n * CELL, c->config.toolchain->compiler);
		g[n - 1].width = longer(longer(width, c->config.toolchain->isa->name), level_heading(c));
	}
	return n;
}

static void print_heading(const struct run *r, const struct group *g, unsigned n, int indent)
{
	bool levels = false;
	printf("%*s", indent, "");
	for (unsigned i = 0; i < n; i++) {
		printf("%-*s", g[i].width, r->column[g[i].first].config.toolchain->isa->name);
		levels |= *level_heading(&r->column[g[i].first]);
	}
	printf("\n%*s", indent, "");
	for (unsigned i = 0; i < n; i++)
		printf("%-*s", g[i].width, r->column[g[i].first].config.toolchain->compiler);
	if (levels)
		printf("\n%*s", indent, "");
	for (unsigned i = 0; levels && i < n; i++)
		printf("%-*s", g[i].width, level_heading(&r->column[g[i].first]));
	printf("\n%*s", indent, "");
	for (unsigned i = 0; i < n; i++) {
		for (unsigned k = 0; k < g[i].n; k++)
			printf("%-*s", CELL, r->column[g[i].first + k].config.opt);
		printf("%*s", g[i].width - (int)g[i].n * CELL, "");
	}
	putchar('\n');
}

static enum paint run_sign(const struct cell *c, char *sign)
{
	bool ran = false, wrong = false;
	for (int m = 0; m < N_MODES; m++) {
		ran |= c->run[m].outcome != OUTCOME_NOT_RUN;
		wrong |= outcome_is_wrong(c->run[m].outcome);
	}
	*sign = wrong ? 'X' : ran ? ' ' : '-';
	return wrong ? PAINT_FAIL : PAINT_DIM;
}

static void print_cell(const struct painter *p, const struct cell *c)
{
	static const char bad[N_BAD] = {'E', 'S', 'F', 'u'}, good[N_GOOD] = {' ', '.', 'G', '?'};
	static const enum paint bad_paint[N_BAD] = {PAINT_FAIL, PAINT_NONE, PAINT_GOOD, PAINT_WARN};
	static const enum paint good_paint[N_GOOD] = {PAINT_NONE, PAINT_DIM, PAINT_FAIL, PAINT_FAIL};
	char text[2] = {0};
	if (c->column->unavailable) {
		put(p, PAINT_DIM, "n/a");
		printf("%*s", CELL - 3, "");
		return;
	}
	*text = c->error ? 'E' : bad[c->bad];
	put(p, *text == 'E' ? PAINT_FAIL : bad_paint[c->bad], text);
	*text = c->intent_fails ? '!' : ' ';
	put(p, PAINT_FAIL, text);
	*text = good[c->good];
	put(p, good_paint[c->good], text);
	enum paint paint = run_sign(c, text);
	put(p, paint, text);
	printf("%*s", CELL - 4, "");
}

static void print_pair(const struct painter *p, const struct run *r, unsigned pair, const struct group *g, unsigned n,
                       int indent)
{
	printf("  %-*.*s", indent - 2, indent - 3, r->pair[pair]->name);
	for (unsigned i = 0; i < n; i++) {
		for (unsigned k = 0; k < g[i].n; k++)
			print_cell(p, run_cell(r, pair, g[i].first + k));
		printf("%*s", g[i].width - (int)g[i].n * CELL, "");
	}
	putchar('\n');
}

static int name_width(const struct run *r)
{
	int width = 12;
	for (unsigned i = 0; i < r->n_pair; i++)
		width = longer(width, r->pair[i]->name);
	return width > 34 ? 36 : width + 2;
}

/* As many groups side by side as fit on a line, the next ones in a table below. */
static void print_table(const struct painter *p, const struct run *r)
{
	struct group *g = calloc(r->n_column + 1, sizeof *g);
	unsigned n = g ? make_groups(r, g) : 0;
	int indent = name_width(r);
	for (unsigned first = 0, count; first < n; first += count) {
		int width = indent;
		for (count = 0; first + count < n && (!count || width + g[first + count].width <= LINE); count++)
			width += g[first + count].width;
		print_heading(r, g + first, count, indent);
		for (unsigned i = 0; i < r->n_pair; i++) {
			if (!i || r->pair[i]->class != r->pair[i - 1]->class) {
				put(p, PAINT_BOLD, r->pair[i]->class->name);
				putchar('\n');
			}
			print_pair(p, r, i, g + first, count, indent);
		}
		putchar('\n');
	}
	free(g);
	puts("bad:  S shows its class   F this compiler fixes it (witnessed)   u not seen, unwitnessed\n"
	     "      ! not seen where pair.yaml says that it shows   E not built\n"
	     "good: . clean   G flagged   ? could not be followed      run: X wrong   - not run\n"
	     "n/a:  the config is unavailable\n");
}

/* ---- failures and sums ------------------------------------------------------------------------------------------- */

/* Failures of one pair that read the same in several configs are one line. */
struct failure {
	const char *kind, *text;
	const char *configs;
};

struct failures {
	struct failure *v;
	unsigned n, cap;
	const char *config;
	unsigned total;
	struct arena arena;
};

static void add_failure(void *ctx, const char *kind, const char *text)
{
	struct failures *f = ctx;
	text = text ? text : "";
	f->total++;
	for (unsigned i = 0; i < f->n; i++)
		if (!strcmp(f->v[i].kind, kind) && !strcmp(f->v[i].text, text)) {
			f->v[i].configs = arena_printf(&f->arena, "%s, %s", f->v[i].configs, f->config);
			return;
		}
	*ARENA_PUSH(&f->arena, f) = (struct failure){kind, text, f->config};
}

/* A list of configs, broken between two of them where the line is full. */
static void print_configs(const char *configs)
{
	int column = printf("       on");
	while (*configs) {
		int n = (int)strcspn(configs, ",");
		n += configs[n] == ',';
		if (column + 1 + n > LINE)
			column = printf("\n         ") - 1;
		column += printf(" %.*s", n, configs);
		configs += n + (configs[n] == ' ');
	}
	putchar('\n');
}

static void print_all(const struct painter *p, const struct pair *pair, const struct failures *f, enum paint paint,
                      const char *word)
{
	for (unsigned k = 0; k < f->n; k++) {
		put(p, paint, word);
		printf(" %s/%s: %s: %s\n", pair->class->name, pair->name, f->v[k].kind, f->v[k].text);
		print_configs(f->v[k].configs);
	}
}

static unsigned print_failures(const struct painter *p, struct run *r)
{
	unsigned total = 0;
	for (unsigned i = 0; i < r->n_pair; i++) {
		struct failures f = {0};
		for (unsigned k = 0; k < r->n_column; k++) {
			struct cell *c = run_cell(r, i, k);
			f.config = c->column->config.name;
			if (!c->column->unavailable)
				verdict_failures(r, c, add_failure, &f);
		}
		print_all(p, r->pair[i], &f, PAINT_FAIL, "FAILED");
		total += f.total;
		arena_free(&f.arena);
	}
	if (total)
		putchar('\n');
	return total;
}

static void add_contradictions(struct failures *explained, struct failures *open, struct cell *c)
{
	static const char *const halves[] = {"bad", "good"};
	for (int h = HALF_BAD; h <= HALF_GOOD; h++) {
		enum contradicts x = cell_contradicts(c, (enum half)h);
		const char *why = cell_contradicts_why(c, (enum half)h);
		const json_t *oracle = oracle_verdict(c->oracles, halves[h], c->pair->class->name);
		if (x == CONTRADICTS_NOT)
			continue;
		struct failures *f = why ? explained : open;
		f->config = c->column->config.name;
		add_failure(f, arena_printf(&f->arena, "%s: %s", halves[h], cell_contradicts_text(x)),
		            why ? why : json_string_value(json_object_get(oracle, "evidence")));
	}
}

/* Where assay and an oracle say the opposite one of them is wrong: mended, or explained in pair.yaml. */
static unsigned print_contradictions(const struct painter *p, const struct run *r, unsigned *explained)
{
	unsigned total = 0;
	*explained = 0;
	for (unsigned i = 0; i < r->n_pair; i++) {
		struct failures known = {0}, open = {0};
		for (unsigned k = 0; k < r->n_column; k++)
			add_contradictions(&known, &open, run_cell(r, i, k));
		print_all(p, r->pair[i], &open, PAINT_WARN, "CONTRADICTED");
		print_all(p, r->pair[i], &known, PAINT_DIM, "EXPLAINED   ");
		total += open.total + known.total;
		*explained += known.total;
		arena_free(&known.arena);
		arena_free(&open.arena);
	}
	if (total)
		putchar('\n');
	return total;
}

/* For each class what its oracles say of the halves: an oracle that never fires on a bad half would witness nothing. */
static void print_oracle_table(const struct run *r)
{
	struct tally {
		unsigned says[2][3], contradicted;
	} *tally = calloc(r->n_pair + 1, sizeof *tally);
	const struct class *class = NULL;
	unsigned n = 0;
	if (!tally)
		return;
	puts("oracles, by class       bad: present  absent  silent  good: present  absent  silent  contradicted");
	for (unsigned i = 0; i <= r->n_pair; i++) {
		const struct class *next = i < r->n_pair ? r->pair[i]->class : NULL;
		if (class && next != class) {
			const struct tally *t = &tally[n++];
			printf("  %-20s %13u %7u %7u %14u %7u %7u %13u\n", class->name, t->says[0][ORACLE_PRESENT],
			       t->says[0][ORACLE_ABSENT], t->says[0][ORACLE_SILENT], t->says[1][ORACLE_PRESENT],
			       t->says[1][ORACLE_ABSENT], t->says[1][ORACLE_SILENT], t->contradicted);
		}
		class = next;
		for (unsigned k = 0; next && k < r->n_column; k++) {
			const struct cell *c = run_cell(r, i, k);
			for (int h = HALF_BAD; c->oracles && h <= HALF_GOOD; h++) {
				tally[n].says[h][c->says[h]]++;
				tally[n].contradicted += cell_contradicts(c, (enum half)h) != CONTRADICTS_NOT;
			}
		}
	}
	putchar('\n');
	free(tally);
}

static void print_runs(const struct run *r, enum run_mode m, const char *how)
{
	unsigned right = 0, wrong = 0, not_run = 0, excused = 0;
	const char *why = NULL;
	for (unsigned i = 0; i < run_cells(r); i++) {
		const struct run_result *x = &r->cell[i].run[m];
		if (r->cell[i].column->unavailable)
			continue;
		right += x->outcome == OUTCOME_OK;
		wrong += outcome_is_wrong(x->outcome);
		excused += x->outcome == OUTCOME_EMULATOR;
		not_run += x->outcome == OUTCOME_NOT_RUN;
		if (!outcome_is_wrong(x->outcome) && x->detail)
			why = x->detail;
	}
	printf("runs    %s: %u right, %u wrong, %u not run", how, right, wrong, not_run);
	if (excused)
		printf(", %u ended by a fault of the emulator's", excused);
	printf("%s%s%s\n", why ? " (" : "", why ? why : "", why ? ")" : "");
}

static void print_oracles(const struct run *r, unsigned contradictions, unsigned explained)
{
	unsigned agree = 0, silent = 0;
	for (unsigned i = 0; i < run_cells(r); i++) {
		const struct cell *c = &r->cell[i];
		agree += c->bad == BAD_SHOWS && c->says[HALF_BAD] == ORACLE_PRESENT;
		silent += c->bad == BAD_SHOWS && c->says[HALF_BAD] == ORACLE_SILENT;
	}
	printf(
	    "oracles where it shows: %u agree, %u cannot tell; %u contradiction%s, %u of them explained in pair.yaml\n",
	    agree, silent, contradictions, contradictions == 1 ? "" : "s", explained);
}

void run_print(struct run *r, const char *results)
{
	unsigned bad[N_BAD] = {0}, good[N_GOOD] = {0}, unavailable = 0;
	const char *no_colour = getenv("NO_COLOR");
	struct painter p = {isatty(STDOUT_FILENO) && !(no_colour && *no_colour)};
	for (unsigned i = 0; i < run_cells(r); i++) {
		const struct cell *c = &r->cell[i];
		unavailable += c->column->unavailable != NULL;
		bad[c->bad] += !c->column->unavailable;
		good[c->good] += !c->column->unavailable;
	}
	print_table(&p, r);
	unsigned failures = print_failures(&p, r);
	unsigned explained, contradictions = print_contradictions(&p, r, &explained);
	print_oracle_table(r);
	if (r->options->measure)
		measure_print(r);
	printf("%u pairs x %u configs: %u results, %u unavailable, seed %llu\n", r->n_pair, r->n_column, run_cells(r),
	       unavailable, (unsigned long long)r->options->seed);
	printf("bad     %u show their class, %u fixed by the compiler, %u not seen and unwitnessed, %u not built\n",
	       bad[BAD_SHOWS], bad[BAD_FIXED], bad[BAD_UNWITNESSED], bad[BAD_NOT_BUILT]);
	print_oracles(r, contradictions, explained);
	printf("good    %u clean, %u flagged, %u could not be followed\n", good[GOOD_CLEAN], good[GOOD_FLAGGED],
	       good[GOOD_UNKNOWN]);
	print_runs(r, MODE_EMULATED, "under QEMU");
	print_runs(r, MODE_NATIVE, "natively");
	printf("%u failure%s\n", failures, failures == 1 ? "" : "s");
	if (results)
		printf("results %s\n", results);
	if (fflush(stdout)) /* before what standard error has to say */
		diag_error("standard output: %s", strerror(errno));
}
