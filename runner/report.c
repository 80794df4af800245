/* report.c: the formats, and what they share. */
#include "report.h"

#include <stdio.h>

extern const struct report_format report_text, report_json;

const struct report_format *const report_formats[] = {&report_text, &report_json, NULL};

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

void put_source_position(struct buf *b, const struct source *s)
{
	const char *name = strrchr(s->file, '/');
	buf_printf(b, "%s:%d", name ? name + 1 : s->file, s->line);
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
