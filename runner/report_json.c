/* report_emit.c: an audit as the JSON of contract audit.schema.json (a copy is in tests/data). */
#include "emit.h"
#include "report.h"
#include "version.h"

static void begin(struct buf *b)
{
	buf_puts(b, "{\"schema\":\"assay-audit/1\",\"tool\":{\"name\":\"assay\",\"version\":\"" ASSAY_VERSION
	            "\"},\"inputs\":[");
}

static void begin_input(struct buf *b, struct object *o, bool first_input)
{
	struct json j = {b, !first_input};
	emit_open(&j, NULL, '{');
	emit_string(&j, "file", o->path);
	emit_string(&j, "isa", o->isa->name);
	if (o->producer)
		emit_string(&j, "producer", o->producer);
	emit_open(&j, "functions", '[');
}

static void put_place(struct json *j, struct report_context *r, uint64_t address, const struct section *home)
{
	const struct section *s;
	emit_uint(j, "address", object_place(r->object, address, &s));
	if (s && s != home)
		emit_string(j, "section", s->name);
}

static void put_known_source(struct json *j, const struct source *s)
{
	if (!s->file || s->line <= 0)
		return;
	emit_open(j, "source", '{');
	emit_string(j, "file", s->file);
	emit_int(j, "line", s->line);
	if (s->column > 0)
		emit_int(j, "column", s->column);
	if (s->inlined_from)
		emit_string(j, "inlined_from", s->inlined_from);
	emit_close(j, '}');
}

static void put_source(struct json *j, struct report_context *r, uint64_t address)
{
	struct source s = r->source(r, address);
	put_known_source(j, &s);
}

/* Instructions of the compiler's own making have line 0: then the header's first one that has a line. */
static void put_loop_source(struct json *j, struct report_context *r, const struct code *c, const struct block *header)
{
	struct source s = r->source(r, c->insn[header->first].address);
	for (uint32_t i = header->first + 1; s.file && !s.line && i < header->end; i++)
		s = r->source(r, c->insn[i].address);
	put_known_source(j, &s);
}

/* The same, with the evidence. */
static void put_finding_source(struct json *j, struct report_context *r, const struct finding *f)
{
	const struct code *c = r->analysis->code;
	struct source s = r->source(r, c->insn[f->insn].address);
	for (uint32_t i = 0; s.file && !s.line && i < f->n_evidence; i++)
		s = r->source(r, c->insn[f->evidence[i]].address);
	put_known_source(j, &s);
}

static void put_blockers(struct json *j, const struct loop *l)
{
	emit_open(j, "simd_blockers", '[');
	for (unsigned i = 0; i < N_BLOCKERS; i++)
		if (l->blockers >> i & 1)
			emit_string(j, NULL, blocker_name((enum simd_blocker)i));
	emit_close(j, ']');
}

static void put_loop(struct json *j, struct report_context *r, const struct code *c, uint32_t index)
{
	const struct loop *l = &c->loop[index];
	uint64_t header = c->insn[c->block[l->header].first].address;
	emit_open(j, NULL, '{');
	emit_uint(j, "id", index + 1);
	if (l->parent == NONE)
		emit_null(j, "parent");
	else
		emit_uint(j, "parent", l->parent + 1);
	emit_uint(j, "header", object_place(r->object, header, NULL));
	emit_uint(j, "depth", l->depth);
	emit_bool(j, "innermost", l->innermost);
	emit_uint(j, "instructions", l->n_instructions);
	emit_uint(j, "vector_bits", l->vector_bits);
	if (l->scalable)
		emit_bool(j, "scalable", true);
	emit_string(j, "role", role_name(l->role));
	if (l->innermost) {
		emit_real(j, "latency_cycles", l->latency);
		emit_real(j, "throughput_cycles", l->throughput);
		emit_string(j, "model", c->model->name);
		if (l->unknown_costs)
			emit_uint(j, "unknown_costs", l->unknown_costs);
	}
	put_loop_source(j, r, c, &c->block[l->header]);
	put_blockers(j, l);
	emit_close(j, '}');
}

static void put_evidence(struct json *j, struct report_context *r, const struct finding *f, const struct section *home)
{
	const struct code *c = r->analysis->code;
	emit_open(j, "evidence", '[');
	for (uint32_t i = 0; i < f->n_evidence; i++) {
		const struct insn *in = &c->insn[f->evidence[i]];
		emit_open(j, NULL, '{');
		put_place(j, r, in->address, home);
		emit_string(j, "text", decoder_text(r->decoder, r->object, in, r->arena));
		put_source(j, r, in->address);
		emit_close(j, '}');
	}
	emit_close(j, ']');
}

static void put_finding(struct json *j, struct report_context *r, const struct finding *f, const struct section *home)
{
	const struct code *c = r->analysis->code;
	uint64_t address = c->insn[f->insn].address;
	emit_open(j, NULL, '{');
	emit_string(j, "class", f->class->name);
	if (f->kind)
		emit_string(j, "kind", f->kind);
	if (f->loop == NONE)
		emit_null(j, "loop");
	else
		emit_uint(j, "loop", f->loop + 1);
	put_place(j, r, address, home);
	emit_string(j, "severity", level_name(f->severity));
	emit_string(j, "confidence", level_name(f->confidence));
	if (f->cost_cycles >= 0)
		emit_real(j, "cost_cycles", (double)f->cost_cycles);
	put_finding_source(j, r, f);
	put_evidence(j, r, f, home);
	if (f->note)
		emit_string(j, "note", f->note);
	emit_string(j, "cause", f->cause);
	emit_string(j, "fix", f->fix);
	if (f->expect)
		emit_string(j, "expect", f->expect);
	emit_close(j, '}');
}

static void put_parts(struct json *j, struct report_context *r, const struct function *f)
{
	if (!f->n_parts)
		return;
	emit_open(j, "parts", '[');
	for (uint32_t i = 0; i < f->n_parts; i++) {
		emit_open(j, NULL, '{');
		emit_string(j, "name", f->parts[i].name);
		put_place(j, r, f->parts[i].address, NULL);
		emit_uint(j, "size", f->parts[i].size);
		emit_close(j, '}');
	}
	emit_close(j, ']');
}

static void put_function_head(struct json *j, struct report_context *r, const struct section **home)
{
	const struct code *c = r->analysis->code;
	const struct function *f = c->function;
	emit_string(j, "name", f->name);
	if (r->demangled)
		emit_string(j, "demangled", r->demangled);
	emit_uint(j, "address", object_place(r->object, f->main.address, home));
	if (*home)
		emit_string(j, "section", (*home)->name);
	emit_uint(j, "size", f->main.size);
	emit_uint(j, "instructions", count_instructions(c));
	put_source(j, r, f->main.address);
	put_parts(j, r, f);
}

static void put_function_state(struct json *j, const struct analysis *a)
{
	emit_open(j, "spills", '{');
	emit_uint(j, "stores", a->spill_stores);
	emit_uint(j, "reloads", a->spill_reloads);
	emit_close(j, '}');
	if (!a->spills_judged)
		emit_bool(j, "spills_judged", false);
	if (a->code->unresolved || a->code->too_large)
		emit_bool(j, "unresolved", true);
	if (a->code->n_irreducible)
		emit_uint(j, "irreducible_loops", a->code->n_irreducible);
	if (a->code->too_large)
		emit_bool(j, "too_large", true);
}

static void function(struct buf *b, struct report_context *r, const struct finding_list *found)
{
	struct json j = {b, false};
	const struct code *c = r->analysis->code;
	const struct section *home = NULL;
	emit_open(&j, NULL, '{');
	put_function_head(&j, r, &home);
	emit_open(&j, "loops", '[');
	for (uint32_t i = 0; i < c->n_loop; i++)
		put_loop(&j, r, c, i);
	emit_close(&j, ']');
	put_function_state(&j, r->analysis);
	emit_open(&j, "findings", '[');
	for (uint32_t i = 0; i < found->n; i++)
		put_finding(&j, r, &found->v[i], home);
	emit_close(&j, ']');
	emit_close(&j, '}');
}

static void separator(struct buf *b, bool first_function) { buf_puts(b, first_function ? "\n" : ",\n"); }

static void put_fde_count(struct json *j, const struct fde_count *n)
{
	emit_open(j, "fde", '{');
	emit_uint(j, "total", n->total);
	emit_uint(j, "functions", n->functions);
	emit_uint(j, "parts", n->parts);
	emit_uint(j, "plt", n->plt);
	emit_uint(j, "other", n->other);
	emit_close(j, '}');
}

static void end_input(struct buf *b, struct object *o, const struct audit_totals *t)
{
	struct json j = {b, true};
	emit_close(&j, ']');
	emit_uint(&j, "undecoded_bytes", t->undecoded_bytes);
	emit_uint(&j, "unclaimed_bytes", o->unclaimed_bytes);
	if (o->fde.total)
		put_fde_count(&j, &o->fde);
	emit_close(&j, '}');
}

static void end(struct buf *b) { buf_puts(b, "]}\n"); }

const struct report_format report_json = {
    .name = "json",
    .begin = begin,
    .begin_input = begin_input,
    .function = function,
    .separator = separator,
    .end_input = end_input,
    .end = end,
};
