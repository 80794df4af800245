/* oracle_file.c: `assay oracle FILE.c`: what a compiler, its object and llvm-mca tell of any C file. */
#include "diag.h"
#include "oracle_reloc.h"
#include "oracle_report.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

struct reading {
	const struct column *column;
	const char *file, *scratch;
	char *const *flags;
	struct arena arena;
	struct oracle_source source;
	struct spill_marks marks;
	struct code_relocs relocs;
};

/* A copy of a text that may hold bytes which are no UTF-8. */
static json_t *text_json(const char *text, size_t size)
{
	json_t *j = json_stringn(text, size);
	return j ? j : json_string("(not UTF-8)");
}

static json_t *loops_json(const struct reading *r, const char *function)
{
	json_t *list = json_array();
	for (unsigned i = 0; i < r->source.loops.n; i++) {
		const struct loop_record *l = &r->source.loops.v[i];
		if (!strcmp(l->function, function))
			json_array_append_new(list,
			                      json_pack("{s:i, s:b, s:o}", "line", (int)l->line, "vectorised",
			                                l->vectorised, "said", text_json(l->said, strlen(l->said))));
	}
	return list;
}

static json_t *marks_json(const struct reading *r, const char *function)
{
	static const char *const kinds[] = {"spill", "callee-saved", "transfer"};
	json_t *list = json_array();
	for (unsigned i = 0; i < r->marks.n; i++) {
		const struct spill_mark *m = &r->marks.v[i];
		const struct text_line *l = &r->source.text.v[m->line];
		if (!strcmp(m->function, function))
			json_array_append_new(list,
			                      json_pack("{s:i, s:o, s:b, s:b, s:s}", "line", (int)m->line + 1, "text",
			                                text_json(l->text + 1, (size_t)l->size - 1), "stores",
			                                m->stores, "loads", m->loads, "kind", kinds[m->kind]));
	}
	return list;
}

static json_t *spills_json(const struct reading *r, const char *function)
{
	unsigned stores, loads;
	if (r->marks.error)
		return json_pack("{s:s}", "silent", r->marks.error);
	spill_marks_count(&r->marks, function, &stores, &loads);
	return json_pack("{s:i, s:i, s:o}", "stores", (int)stores, "loads", (int)loads, "marks",
	                 marks_json(r, function));
}

static json_t *schedule_json(struct reading *r, const struct source_function *f)
{
	struct loop_times times;
	json_t *list = json_array();
	oracle_time_loops(&times, &r->source, f, &r->column->config, r->scratch, &r->arena);
	for (unsigned i = 0; i < times.n; i++) {
		const struct loop_time *l = &times.v[i];
		json_t *j = json_pack("{s:i, s:i}", "first_line", (int)l->first + 1, "last_line", (int)l->last + 1);
		if (l->timed) {
			json_object_set_new(j, "cycles", json_real(l->cycles));
			json_object_set_new(j, "cycles_apart", json_real(l->apart));
			json_object_set_new(j, "throughput", json_real(l->throughput));
			json_object_set_new(j, "calls", json_boolean(l->calls));
		} else {
			json_object_set_new(
			    j, "silent", json_string(times.error ? times.error : "llvm-mca does not read this text"));
		}
		json_array_append_new(list, j);
	}
	return list;
}

static json_t *relocations_json(const struct reading *r, const char *function)
{
	json_t *list = json_array();
	for (unsigned i = 0; i < r->relocs.n; i++) {
		const struct code_reloc *x = &r->relocs.v[i];
		size_t n = strlen(function);
		/* A part that was split off is named after its function: foo.cold */
		if (!strncmp(x->function, function, n) && (!x->function[n] || x->function[n] == '.'))
			json_array_append_new(list, json_pack("{s:s, s:I, s:b}", "symbol", x->symbol, "offset",
			                                      (json_int_t)x->offset, "defined", x->defined));
	}
	return list;
}

static json_t *remarks_json(const struct reading *r, const char *function)
{
	static const char *const kinds[] = {"passed", "missed", "analysis"};
	json_t *list = json_array();
	for (unsigned i = 0; i < r->source.remarks.n; i++) {
		const struct remark *m = &r->source.remarks.v[i];
		if (!strcmp(m->function, function))
			json_array_append_new(list, json_pack("{s:s, s:s, s:i, s:o}", "kind", kinds[m->kind], "pass",
			                                      m->pass, "line", (int)m->line, "message",
			                                      text_json(m->message, strlen(m->message))));
	}
	return list;
}

static json_t *function_json(struct reading *r, const struct source_function *f)
{
	return json_pack("{s:s, s:o, s:o, s:o, s:o, s:o}", "name", f->name, "loops", loops_json(r, f->name), "spills",
	                 spills_json(r, f->name), "schedule", schedule_json(r, f), "relocations",
	                 relocations_json(r, f->name), "remarks", remarks_json(r, f->name));
}

static bool compile_object(struct reading *r, const char *object)
{
	struct exec_result e;
	struct strings more = {0};
	strings_add(&r->arena, &more, (char *)"-c");
	for (char *const *f = r->flags; f && *f; f++)
		strings_add(&r->arena, &more, *f);
	bool good =
	    exec_run(compile_argv(&r->column->config, more.v, r->file, object, &r->arena), NULL, COMPILE_LIMIT_MS, &e);
	exec_free(&e);
	return good && code_relocs_read(&r->relocs, object, &r->arena);
}

static bool read_all(struct reading *r, const char *assembly)
{
	const char *object = arena_printf(&r->arena, "%s.o", r->scratch);
	oracle_source_read(&r->source, &r->column->config, NULL, r->file, r->flags, r->scratch, &r->arena);
	if (r->source.error) {
		diag_notice("%s", r->source.said ? r->source.said : "");
		diag_error("%s: %s: %s (a C file was expected)", r->file, r->column->config.name, r->source.error);
		return false;
	}
	bool good = compile_object(r, object);
	unlink(object);
	if (!good) {
		diag_error("%s: %s: it could not be compiled to an object", r->file, r->column->config.name);
		return false;
	}
	if (assembly && !file_write_atomically(assembly, r->source.assembly.data, r->source.assembly.size, 0644)) {
		diag_error("%s: %s (the assembly text was to be written there)", assembly, strerror(errno));
		return false;
	}
	spill_marks_read(&r->marks, &r->source, r->column->config.toolchain, &r->arena);
	return true;
}

json_t *oracle_report_file(const struct run *run, const struct column *c, const char *file, char *const flags[],
                           const char *assembly)
{
	struct reading r = {.column = c, .file = file, .flags = flags};
	json_t *report = NULL, *functions = json_array();
	r.scratch = arena_printf(&r.arena, "%s/%s.oracle", run->scratch.folder, c->slug);
	if (read_all(&r, assembly)) {
		for (unsigned i = 0; i < r.source.functions.n; i++)
			json_array_append_new(functions, function_json(&r, &r.source.functions.v[i]));
		report = json_pack("{s:s, s:s, s:s, s:s, s:O}", "schema", "assay-oracle/1", "file", file, "config",
		                   c->config.name, "compiler", c->version ? c->version : "", "functions", functions);
		if (!report)
			diag_error("%s: its name or a name in it is not UTF-8, as JSON takes it", file);
		else if (r.source.no_record)
			json_object_set_new(report, "no_record", json_string(r.source.no_record));
	}
	json_decref(functions);
	oracle_source_free(&r.source);
	arena_free(&r.arena);
	return report;
}
