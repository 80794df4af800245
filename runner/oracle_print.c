/* oracle_print.c: what `assay oracle` collected, as text. */
#include "diag.h"
#include "oracle_report.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS = 100 };

static const char *text(const json_t *j, const char *key)
{
	const char *s = json_string_value(json_object_get(j, key));
	return s ? s : "";
}

static int number(const json_t *j, const char *key) { return (int)json_integer_value(json_object_get(j, key)); }

/* As printf and a line's end; what goes beyond the last column goes on below, `indent` columns in. */
__attribute__((format(printf, 2, 3))) static void put_line(unsigned indent, const char *format, ...)
{
	char *line;
	va_list args;
	va_start(args, format);
	int size = vasprintf(&line, format, args);
	va_end(args);
	if (size < 0)
		diag_out_of_memory(strlen(format));
	const char *p = line;
	for (size_t from = 0; strlen(p) > COLUMNS - from; from = indent) {
		size_t room = COLUMNS - from, least = from ? 0 : indent, end = room;
		while (end > least && p[end] != ' ')
			end--;
		if (end <= least) /* a word that is longer than a line */
			end = (size_t)(strchrnul(p + room, ' ') - p);
		printf("%.*s\n%*s", (int)end, p, (int)indent, "");
		p += end + (p[end] == ' ');
	}
	puts(p);
	free(line);
}

/* ---- files ------------------------------------------------------------------------------------------------------- */

static void print_loops(const json_t *function)
{
	size_t i;
	json_t *l;
	json_array_foreach(json_object_get(function, "loops"), i, l)
	{
		put_line(21, "  loop at line %-5d %s: %s", number(l, "line"),
		         json_is_true(json_object_get(l, "vectorised")) ? "vectorised" : "scalar    ", text(l, "said"));
	}
}

static void print_schedule(const json_t *function)
{
	size_t i;
	json_t *l;
	json_array_foreach(json_object_get(function, "schedule"), i, l)
	{
		const char *where = "  llvm-mca           assembly lines";
		if (json_object_get(l, "cycles"))
			put_line(
			    21,
			    "%s %d to %d: %.2f cycles for each iteration, %.2f if no load depends on a store, %.2f "
			    "by ports alone%s",
			    where, number(l, "first_line"), number(l, "last_line"),
			    json_number_value(json_object_get(l, "cycles")),
			    json_number_value(json_object_get(l, "cycles_apart")),
			    json_number_value(json_object_get(l, "throughput")),
			    json_is_true(json_object_get(l, "calls")) ? "; callees not counted" : "");
		else
			put_line(21, "%s %d to %d: %s", where, number(l, "first_line"), number(l, "last_line"),
			         text(l, "silent"));
	}
}

static void print_spills(const json_t *function)
{
	const json_t *spills = json_object_get(function, "spills");
	size_t i;
	json_t *m;
	if (json_object_get(spills, "silent")) {
		printf("  spills             unknown: %s\n", text(spills, "silent"));
		return;
	}
	if (json_array_size(json_object_get(spills, "marks")))
		printf("  spills             %d stores and %d loads are marked\n", number(spills, "stores"),
		       number(spills, "loads"));
	json_array_foreach(json_object_get(spills, "marks"), i, m)
	{
		const char *kind = text(m, "kind");
		bool real = !strcmp(kind, "spill");
		printf("    assembly line %-5d %s%s%s%s\n", number(m, "line"), text(m, "text"), real ? "" : "   (",
		       real ? "" : kind, real ? "" : ": not counted)");
	}
}

static void print_relocations(const json_t *function)
{
	json_t *counts = json_object(), *r, *n;
	size_t i;
	const char *key;
	json_array_foreach(json_object_get(function, "relocations"), i, r)
	{
		json_int_t before = json_integer_value(json_object_get(counts, text(r, "symbol")));
		json_object_set_new(counts, text(r, "symbol"), json_integer(before + 1));
	}
	json_object_foreach(counts, key, n)
	{
		printf("  relocations        %d against %s\n", (int)json_integer_value(n), key);
	}
	json_decref(counts);
}

void oracle_print_file(const json_t *report)
{
	size_t i;
	json_t *f;
	printf("%s, %s\n", text(report, "file"), text(report, "config"));
	if (json_object_get(report, "no_record"))
		printf("loops are unknown: %s\n", text(report, "no_record"));
	json_array_foreach(json_object_get(report, "functions"), i, f)
	{
		printf("%s\n", text(f, "name"));
		print_loops(f);
		print_schedule(f);
		print_spills(f);
		print_relocations(f);
	}
	if (!json_array_size(json_object_get(report, "functions")))
		puts("no function");
	putchar('\n');
}

/* ---- pairs ------------------------------------------------------------------------------------------------------- */

static void print_answers(const json_t *report, const char *half)
{
	size_t i;
	json_t *a;
	json_array_foreach(json_object_get(json_object_get(report, "oracles"), half), i, a)
	{
		put_line(34, "  %-5s%-18s%-8s %s: %s", half, text(a, "class"), text(a, "says"), text(a, "name"),
		         text(a, "evidence"));
	}
}

static void print_census(const json_t *census)
{
	if (json_object_get(census, "silent")) {
		printf("  not counted: %s\n", text(census, "silent"));
		return;
	}
	int n = number(census, "elements");
	printf("  counted on %s, for each of %d elements; in all where marked *\n", text(census, "case"), n);
	printf("    %77s %11s\n", "bad", "good");
	for (int f = 0; f < CENSUS_N; f++) {
		bool whole = census_is_whole((enum census_figure)f);
		double bad = census_per_element(census, "bad", (enum census_figure)f) * (whole ? n : 1);
		double good = census_per_element(census, "good", (enum census_figure)f) * (whole ? n : 1);
		if (bad > 0 || good > 0)
			printf("  %c %-66s%11.4g %11.4g\n", whole ? '*' : ' ', census_words((enum census_figure)f), bad,
			       good);
	}
}

void oracle_print_cell(const json_t *report)
{
	printf("%s/%s, %s\n", text(report, "class"), text(report, "pair"), text(report, "config"));
	if (json_object_get(report, "silent"))
		printf("  nothing is known: %s\n", text(report, "silent"));
	print_answers(report, "bad");
	print_answers(report, "good");
	if (json_object_get(report, "census"))
		print_census(json_object_get(report, "census"));
	putchar('\n');
}
