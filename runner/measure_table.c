/* measure_table.c: what `assay run --measure` prints: each pair's cost on each config, and what each class costs. */
#include "bootstrap.h"
#include "run.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static double number(json_t *j, const char *key, const char *part)
{
	json_t *at = json_object_get(j, key);
	return json_number_value(part ? json_object_get(at, part) : at);
}

static bool is_how(const struct cell *c, const char *how)
{
	const char *said = json_string_value(json_object_get(c->measure, "how"));
	return said && !strcmp(said, how);
}

static const struct cell *first_of(const struct run *r, const char *how)
{
	for (unsigned i = 0; i < run_cells(r); i++)
		if (is_how(&r->cell[i], how))
			return &r->cell[i];
	return NULL;
}

static void print_timed(const struct cell *c)
{
	json_t *bad = json_object_get(c->measure, "bad"), *good = json_object_get(c->measure, "good");
	json_t *ratio = json_object_get(c->measure, "ratio");
	printf("%9.3f %9.3f %8.3f  %.3f to %.3f%s\n", number(bad, "ns", "median"), number(good, "ns", "median"),
	       number(ratio, "median", NULL), number(ratio, "low", NULL), number(ratio, "high", NULL),
	       number(ratio, "low", NULL) <= 1 && number(ratio, "high", NULL) >= 1 ? "  no difference" : "");
}

static void print_counted(const struct cell *c)
{
	for (int h = HALF_BAD; h <= HALF_GOOD; h++) {
		json_t *half = json_object_get(c->measure, h == HALF_BAD ? "bad" : "good");
		printf("%8.2f %6.2f %8.2f ", number(half, "instructions", NULL), number(half, "loads", NULL),
		       number(half, "branches", NULL));
	}
	printf("%7.3f\n", number(c->measure, "instruction_ratio", NULL));
}

static void print_rows(const struct run *r, const char *how, void (*row)(const struct cell *))
{
	for (unsigned i = 0; i < r->n_pair; i++) {
		bool named = false;
		for (unsigned k = 0; k < r->n_column; k++) {
			const struct cell *c = run_cell(r, i, k);
			if (!is_how(c, how))
				continue;
			printf("  %-24.24s %-21.21s ", named ? "" : r->pair[i]->name, c->column->config.name);
			row(c);
			named = true;
		}
	}
	putchar('\n');
}

static void print_unmeasured(const struct run *r)
{
	unsigned n = 0;
	const char *why = NULL;
	for (unsigned i = 0; i < run_cells(r); i++)
		if (is_how(&r->cell[i], "none")) {
			n++;
			why = json_string_value(json_object_get(r->cell[i].measure, "why"));
		}
	if (n)
		printf("not measured: %u (the last: %s)\n\n", n, why ? why : "?");
}

/* ---- classes ---------------------------------------------------------------------------------------------------- */

/* Below that the placement of code alone may be the difference. */
static const double least_cost = 1.02;

static void print_class(const struct run *r, const struct class *class)
{
	double ratio[4096], most = 0;
	unsigned n = 0, costs = 0;
	const struct cell *worst = NULL;
	for (unsigned i = 0; i < run_cells(r); i++) {
		const struct cell *c = &r->cell[i];
		if (c->pair->class != class || !is_how(c, "timed") || n == sizeof ratio / sizeof *ratio)
			continue;
		json_t *e = json_object_get(c->measure, "ratio");
		ratio[n] = number(e, "median", NULL);
		costs += number(e, "low", NULL) > least_cost;
		if (ratio[n] > most) {
			most = ratio[n];
			worst = c;
		}
		n++;
	}
	if (!n)
		return;
	printf("  %-18s median %.2f, most %.2f (%s, %s); costs in %u of %u%s\n", class->name, median_of(ratio, n), most,
	       worst->pair->name, worst->column->config.name, costs, n,
	       costs ? "" : ": its bad half costs nothing on this core");
}

void measure_print(const struct run *r)
{
	const struct cell *timed = first_of(r, "timed");
	if (timed) {
		printf("timed on %s, nanoseconds for one element\n",
		       json_string_value(json_object_get(timed->measure, "cpu")));
		printf("  %-24s %-21s %9s %9s %8s  %s\n", "pair", "config", "bad", "good", "bad/good", "95% interval");
		print_rows(r, "timed", print_timed);
	}
	if (first_of(r, "counted")) {
		printf("counted under QEMU, executed for one element\n");
		printf("  %-24s %-21s %8s %6s %8s %8s %6s %8s %7s\n", "", "", "bad:", "", "", "good:", "", "",
		       "instr.");
		printf("  %-24s %-21s %8s %6s %8s %8s %6s %8s %7s\n", "pair", "config", "instr.", "loads", "branches",
		       "instr.", "loads", "branches", "bad/good");
		print_rows(r, "counted", print_counted);
	}
	print_unmeasured(r);
	if (!timed)
		return;
	puts("what a class costs: bad/good in time; it counts where the whole interval lies above 1.02");
	for (const struct class *const *c = class_table; *c; c++)
		print_class(r, *c);
	putchar('\n');
}
