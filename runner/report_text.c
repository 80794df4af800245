/* report_text.c: an audit for people, within 100 columns. */
#include "report.h"

#include <stdio.h>

enum { LABEL = 14 }; /* where the text of a record starts */

static const char *const severity_colours[] = {"\033[36m", "\033[33m", "\033[31m"};

static void put_wrapped(struct buf *b, const char *label, const char *text)
{
	buf_printf(b, "     %-*s", LABEL - 5, label);
	put_paragraph(b, LABEL, text);
}

static void begin_input(struct buf *b, struct object *o, bool first_input)
{
	if (!first_input)
		buf_putc(b, '\n');
	buf_printf(b, "%s: %s", o->path, o->isa->name);
	if (o->producer)
		buf_printf(b, ", %.70s", o->producer);
	buf_putc(b, '\n');
}

/* "checked_sum+0x14", or with the part's own name in a split-off part. */
static void put_place(struct buf *b, const struct code *c, uint32_t insn)
{
	const struct part *p = part_of(c, insn);
	buf_printf(b, "%s+0x%llx", p->name, (unsigned long long)(c->insn[insn].address - p->address));
}

static void put_evidence(struct buf *b, struct report_context *r, const struct finding *f)
{
	const struct code *c = r->analysis->code;
	const struct part *before = &c->function->main;
	for (uint32_t i = 0; i < f->n_evidence; i++) {
		const struct insn *in = &c->insn[f->evidence[i]];
		const struct part *p = part_of(c, f->evidence[i]);
		if (p != before)
			buf_printf(b, "%*sin %s:\n", LABEL, "", p->name);
		before = p;
		const char *text = decoder_text(r->decoder, r->object, in, r->arena);
		buf_printf(b, "     %-*s+0x%-6llx %-50s", LABEL - 5, i ? "" : "evidence",
		           (unsigned long long)(in->address - p->address), text);
		struct source s = r->source(r, in->address);
		if (s.file) {
			buf_puts(b, "  ");
			put_source_position(b, &s);
		} else {
			while (b->size && b->data[b->size - 1] == ' ')
				b->size--;
		}
		buf_putc(b, '\n');
	}
}

static void put_loop_line(struct buf *b, const struct code *c, const struct finding *f)
{
	if (f->loop == NONE) {
		put_wrapped(b, "loop", "none: outside loops");
		return;
	}
	const struct loop *l = &c->loop[f->loop];
	char text[256];
	int n = snprintf(text, sizeof text, "%u, depth %u, %s, %u instructions", f->loop + 1, l->depth,
	                 role_name(l->role), l->n_instructions);
	if (l->innermost && n > 0 && (size_t)n < sizeof text)
		snprintf(text + n, sizeof text - (size_t)n,
		         "; one iteration (%s): latency %.1f, throughput %.1f cycles%s", c->model->name,
		         (double)l->latency, (double)l->throughput, l->unknown_costs ? ", some costs unknown" : "");
	put_wrapped(b, "loop", text);
}

static void put_finding(struct buf *b, struct report_context *r, const struct finding *f, unsigned number)
{
	const struct code *c = r->analysis->code;
	buf_printf(b, "  %u. %s%s%s%s%s%s", number, r->colour ? severity_colours[f->severity] : "", f->class->name,
	           r->colour ? "\033[0m" : "", f->kind ? " (" : "", f->kind ? f->kind : "", f->kind ? ")" : "");
	buf_puts(b, " at ");
	put_place(b, c, f->insn);
	struct source s = r->source(r, c->insn[f->insn].address);
	if (s.file) {
		buf_puts(b, ", ");
		put_source_position(b, &s);
	}
	buf_printf(b, "\n     severity %s, confidence %s", level_name(f->severity), level_name(f->confidence));
	if (f->cost_cycles >= 0)
		buf_printf(b, ", costs about %.1f cycles an iteration", (double)f->cost_cycles);
	buf_putc(b, '\n');
	put_loop_line(b, c, f);
	put_evidence(b, r, f);
	if (f->note)
		put_wrapped(b, "note", f->note);
	put_wrapped(b, "cause", f->cause);
	put_wrapped(b, "fix", f->fix);
	if (f->expect)
		put_wrapped(b, "expect", f->expect);
}

static void put_unknowns(struct buf *b, const struct analysis *a)
{
	const struct unknown *u;
	for (unsigned i = 0; (u = unknown_of(a, i)); i++)
		put_wrapped(b, u->label, u->text);
}

static void function(struct buf *b, struct report_context *r, const struct finding_list *found)
{
	const struct code *c = r->analysis->code;
	const struct section *s;
	if (!found->n && !c->unresolved && !c->too_large)
		return;
	uint64_t place = object_place(r->object, c->function->main.address, &s);
	buf_printf(b, "\n%s  (%s 0x%llx; instructions %u, loops %u, spill stores %u, reloads %u)\n",
	           r->demangled ? r->demangled : c->function->name, s ? s->name : "?", (unsigned long long)place,
	           count_instructions(c), c->n_loop, r->analysis->spill_stores, r->analysis->spill_reloads);
	put_unknowns(b, r->analysis);
	for (uint32_t i = 0; i < found->n; i++)
		put_finding(b, r, &found->v[i], i + 1);
}

/* What is not known, where there is any: a line of its own, so that it is not read over. */
static void put_unknown_counts(struct buf *b, const struct object *o, const struct audit_totals *t)
{
	const struct {
		uint64_t n;
		const char *what;
	} rows[] = {
	    {t->unresolved, "functions known in part only"},
	    {t->too_large, "functions too large to analyse"},
	    {t->undecoded_bytes, "bytes not decoded"},
	    {o->unclaimed_bytes, "bytes of code that no symbol and no unwind information describes"},
	    {t->irreducible, "cycles not judged (irreducible)"},
	    {t->spills_unjudged, "functions whose spills were not judged (not optimised)"},
	};
	const char *before = "  unknown: ";
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (rows[i].n) {
			buf_printf(b, "%s%s %llu", before, rows[i].what, (unsigned long long)rows[i].n);
			before = ",\n           ";
		}
	if (*before == ',')
		buf_putc(b, '\n');
}

static void end_input(struct buf *b, struct object *o, const struct audit_totals *t)
{
	buf_printf(b,
	           "\n%s: functions %llu, instructions %llu, loops %llu; findings: high %llu, medium %llu, low %llu\n",
	           o->path, (unsigned long long)t->functions, (unsigned long long)t->instructions,
	           (unsigned long long)t->loops, (unsigned long long)t->findings[LEVEL_HIGH],
	           (unsigned long long)t->findings[LEVEL_MEDIUM], (unsigned long long)t->findings[LEVEL_LOW]);
	put_unknown_counts(b, o, t);
}

const struct report_format report_text = {
    .name = "text",
    .begin_input = begin_input,
    .function = function,
    .end_input = end_input,
};
