/* report.c: the formats, and what they share. */
#include "report.h"

#include <stdio.h>

extern const struct report_format report_text, report_json, report_lines;

const struct report_format *const report_formats[] = {&report_text, &report_json, &report_lines, NULL};

static const char *const role_names[] = {"main", "vector-main", "remainder", "prologue", "fallback"};
static const char *const blocker_names[N_BLOCKERS] = {
    "call",     "recurrence",         "fp-order",       "gather", "scatter", "conditional-store", "data-dependent-exit",
    "division", "volatile-or-atomic", "unknown-stride",
};

const char *role_name(enum loop_role role) { return role_names[role]; }
const char *blocker_name(enum simd_blocker blocker) { return blocker_names[blocker]; }

uint32_t count_instructions(const struct code *c) { return c->n_insn - (c->n_insn && !c->insn[0].size); }

const struct part *part_of(const struct code *c, uint32_t insn)
{
	for (uint32_t i = 0; i < c->n_part_range; i++)
		if (insn >= c->part_range[i].first && insn < c->part_range[i].end)
			return c->part_range[i].part;
	return &c->function->main;
}

const struct unknown *unknown_of(const struct analysis *a, unsigned n)
{
	static const struct unknown reasons[] = {
	    {"unknown", "too large to analyse: nothing about it is known"},
	    {"unknown", "an indirect jump whose targets are not known: what is not reported is unknown, not absent"},
	    {"unknown", "bytes that could not be decoded: what is not reported is unknown, not absent"},
	    {"unknown", "a cycle with several entries (irreducible): it is no natural loop and was not judged"},
	    {"note", "compiled without optimisation, so every local has a home: spills were not judged"},
	};
	const struct code *c = a->code;
	const bool holds[] = {c->too_large, c->n_unresolved > 0, c->undecoded_bytes > 0, c->n_irreducible > 0,
	                      !a->spills_judged && !c->too_large};
	for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
		if (holds[i] && n-- == 0)
			return &reasons[i];
	return NULL;
}

void put_source_position(struct buf *b, const struct source *s)
{
	const char *name = strrchr(s->file, '/');
	buf_puts(b, name ? name + 1 : s->file);
	if (s->line > 0) /* 0: code of the compiler's own making */
		buf_printf(b, ":%d", s->line);
	if (s->inlined_from)
		buf_printf(b, " (%s)", s->inlined_from);
}

enum { COLUMNS = 100 };

void put_paragraph(struct buf *b, unsigned indent, const char *text)
{
	size_t column = indent;
	for (const char *word = text; *word;) {
		size_t n = strcspn(word, " \n");
		if (column > indent && column + 1 + n > COLUMNS) {
			buf_printf(b, "\n%*s", (int)indent, "");
			column = indent;
		} else if (column > indent) {
			buf_putc(b, ' ');
			column++;
		}
		buf_add(b, word, n);
		column += n;
		word += n;
		word += strspn(word, " \n");
	}
	buf_putc(b, '\n');
}
