/* diff_json.c: what changed, as JSON of schema assay-diff/1 (tests/data/diff.schema.json). */
#include "diff.h"
#include "emit.h"
#include "report.h"
#include "version.h"

static void put_file(struct json *j, const char *key, const struct object *o)
{
	emit_open(j, key, '{');
	emit_string(j, "file", o->path);
	if (o->producer)
		emit_string(j, "producer", o->producer);
	emit_close(j, '}');
}

static void begin(struct buf *b, const struct object *old, const struct object *new)
{
	struct json j = {b, false};
	emit_open(&j, NULL, '{');
	emit_string(&j, "schema", "assay-diff/1");
	emit_open(&j, "tool", '{');
	emit_string(&j, "name", "assay");
	emit_string(&j, "version", ASSAY_VERSION);
	emit_close(&j, '}');
	emit_string(&j, "isa", old->isa->name);
	put_file(&j, "old", old);
	put_file(&j, "new", new);
	emit_open(&j, "functions", '[');
}

static void separator(struct buf *b, bool first) { buf_puts(b, first ? "\n" : ",\n"); }

static void put_finding(struct json *j, const struct side *s, const struct finding *f, const struct source *at)
{
	emit_open(j, NULL, '{');
	emit_string(j, "class", f->class->name);
	if (f->kind)
		emit_string(j, "kind", f->kind);
	emit_uint(j, "address", object_place(s->code->object, s->code->insn[f->insn].address, NULL));
	emit_string(j, "severity", level_name(f->severity));
	emit_string(j, "confidence", level_name(f->confidence));
	emit_bool(j, "counts", f->counts);
	if (f->cost_cycles >= 0)
		emit_real(j, "cost_cycles", (double)f->cost_cycles);
	if (at->file && at->line > 0) {
		emit_open(j, "source", '{');
		emit_string(j, "file", at->file);
		emit_int(j, "line", at->line);
		emit_close(j, '}');
	}
	emit_close(j, '}');
}

static void put_findings(struct json *j, const struct diff_function *f)
{
	emit_open(j, "disappeared", '[');
	for (uint32_t i = 0; i < f->old.found.n; i++)
		if (f->findings.to_new[i] == NONE)
			put_finding(j, &f->old, &f->old.found.v[i], &f->findings.at_old[i]);
	emit_close(j, ']');
	emit_open(j, "appeared", '[');
	for (uint32_t i = 0; i < f->new.found.n; i++)
		if (f->findings.to_old[i] == NONE)
			put_finding(j, &f->new, &f->new.found.v[i], &f->findings.at_new[i]);
	emit_close(j, ']');
}

static void put_loops(struct json *j, const char *key, const struct side *s)
{
	emit_open(j, key, '[');
	for (uint32_t i = 0; i < s->code->n_loop; i++) {
		const struct loop *l = &s->code->loop[i];
		emit_open(j, NULL, '{');
		emit_uint(j, "id", i + 1);
		emit_uint(j, "header",
		          object_place(s->code->object, s->code->insn[s->code->block[l->header].first].address, NULL));
		emit_uint(j, "depth", l->depth);
		emit_string(j, "role", role_name(l->role));
		emit_uint(j, "instructions", l->n_instructions);
		emit_uint(j, "vector_bits", l->vector_bits);
		if (l->innermost) {
			emit_real(j, "latency_cycles", (double)l->latency);
			emit_real(j, "throughput_cycles", (double)l->throughput);
			emit_string(j, "model", s->code->model->name);
		}
		emit_close(j, '}');
	}
	emit_close(j, ']');
}

static void put_figures(struct json *j, const struct figures *f)
{
	emit_open(j, "figures", '[');
	for (uint32_t i = 0; i < f->n; i++) {
		emit_open(j, NULL, '{');
		emit_string(j, "name", f->v[i].name);
		emit_string(j, "old", f->v[i].old);
		emit_string(j, "new", f->v[i].new);
		emit_string(j, "is", judgement_name(f->v[i].how));
		emit_bool(j, "judged", f->v[i].judged);
		emit_close(j, '}');
	}
	emit_close(j, ']');
}

static void put_side(struct json *j, const char *key, const struct rows *rows, uint32_t row, unsigned label,
                     const char *text)
{
	const struct code *c = rows->c;
	emit_open(j, key, '{');
	emit_uint(j, "address", object_place(c->object, c->insn[rows->v[row].insn].address, NULL));
	if (label)
		emit_uint(j, "label", label);
	emit_string(j, "text", text);
	emit_close(j, '}');
}

static void put_row(struct json *j, const struct matching *m, uint32_t old, uint32_t new)
{
	emit_open(j, NULL, '{');
	emit_string(j, "is",
	            old == NONE           ? "only-new"
	            : new == NONE         ? "only-old"
	            : m->other_input[old] ? "other-inputs"
	                                  : "same");
	if (old != NONE)
		put_side(j, "old", &m->old, old, m->label_old[old], diff_text_old(m, old));
	if (new != NONE)
		put_side(j, "new", &m->new, new, m->label_new[new], diff_text_new(m, new));
	emit_close(j, '}');
}

static void put_assembly(struct json *j, const struct matching *m)
{
	emit_open(j, "assembly", '[');
	for (uint32_t i = 0, k = 0; i < m->old.n || k < m->new.n;) {
		if (i < m->old.n && m->to_new[i] == NONE)
			put_row(j, m, i++, NONE);
		else if (k < m->new.n && m->to_old[k] == NONE)
			put_row(j, m, NONE, k++);
		else
			put_row(j, m, i++, k++);
	}
	emit_close(j, ']');
}

static void function(struct buf *b, const struct diff_function *f, const struct diff_style *style)
{
	struct json j = {b, false};
	emit_open(&j, NULL, '{');
	emit_string(&j, "name", f->name);
	if (f->name_new)
		emit_string(&j, "new_name", f->name_new);
	if (f->demangled)
		emit_string(&j, "demangled", f->demangled);
	emit_string(&j, "is", judgement_name(f->figures.how));
	emit_uint(&j, "changed_instructions", f->match.changed);
	put_figures(&j, &f->figures);
	put_findings(&j, f);
	put_loops(&j, "old_loops", &f->old);
	put_loops(&j, "new_loops", &f->new);
	if (style->assembly)
		put_assembly(&j, &f->match);
	emit_close(&j, '}');
}

static void put_only(struct json *j, const char *key, const struct only *only)
{
	emit_open(j, key, '[');
	for (unsigned i = 0; i < only->n; i++)
		emit_string(j, NULL, only->v[i]);
	emit_close(j, ']');
}

static void totals(struct buf *b, const struct diff_totals *t, const struct diff_style *style)
{
	struct json j = {b, true};
	(void)style;
	emit_close(&j, ']');
	put_only(&j, "only_old", &t->only_old);
	put_only(&j, "only_new", &t->only_new);
	emit_open(&j, "totals", '{');
	emit_uint(&j, "both", t->both);
	emit_uint(&j, "same", t->same);
	for (unsigned i = 0; i < JUDGED_UNKNOWN; i++)
		emit_uint(&j, i ? judgement_name((enum judgement)i) : "neither", t->changed[i]);
	emit_close(&j, '}');
	emit_string(&j, "assembly", judgement_name(t->how));
}

const struct diff_format diff_format_json = {"json", begin, function, separator, totals};
