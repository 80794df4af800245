/* report_lines.c: an audit's findings as JSON lines: what `assay score` asks of a detector. */
#include "emit.h"
#include "report.h"

static void nothing(struct buf *b) { (void)b; }

static void begin_input(struct buf *b, struct object *o, bool first_input)
{
	(void)b;
	(void)o;
	(void)first_input;
}

static void put_line(struct buf *b, struct report_context *r, const struct finding *f)
{
	const struct code *c = r->analysis->code;
	uint64_t address = c->insn[f->insn].address;
	const struct section *section = NULL;
	struct source s = r->source(r, address);
	struct json j = {b, false};
	emit_open(&j, NULL, '{');
	emit_string(&j, "function", c->function->name);
	emit_string(&j, "class", f->class->name);
	if (f->kind)
		emit_string(&j, "kind", f->kind);
	emit_string(&j, "severity", level_name(f->severity));
	emit_string(&j, "confidence", level_name(f->confidence));
	emit_bool(&j, "counts", f->counts);
	emit_uint(&j, "address", object_place(r->object, address, &section));
	if (section)
		emit_string(&j, "section", section->name);
	if (s.file && s.line > 0) {
		emit_string(&j, "file", s.file);
		emit_int(&j, "line", s.line);
	}
	emit_close(&j, '}');
	buf_putc(b, '\n');
}

static void function(struct buf *b, struct report_context *r, const struct finding_list *found)
{
	for (uint32_t i = 0; i < found->n; i++)
		put_line(b, r, &found->v[i]);
}

static void separator(struct buf *b, bool first_function)
{
	(void)b;
	(void)first_function;
}

static void end_input(struct buf *b, struct object *o, const struct audit_totals *t)
{
	(void)b;
	(void)o;
	(void)t;
}

const struct report_format report_lines = {
    .name = "lines",
    .begin = nothing,
    .begin_input = begin_input,
    .function = function,
    .separator = separator,
    .end_input = end_input,
    .end = nothing,
};
