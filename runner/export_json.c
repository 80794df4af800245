/* export_json.c: corpus.json: the configs, the pairs, and for each object its functions, labels and counted run. */
#include "elf_functions.h"
#include "export.h"
#include "labels.h"
#include "version.h"

#include <string.h>
#include <unistd.h>
#include <zlib.h>

static const char *const half_names[] = {"bad", "good"};

static json_t *strings_json(const struct strings *s)
{
	json_t *j = json_array();
	for (unsigned i = 0; i < s->n; i++)
		json_array_append_new(j, json_string(s->v[i]));
	return j;
}

/* ---- configs ----------------------------------------------------------------------------------------------------- */

/* What the compiler was told, but for where its files lie. */
static json_t *command_json(const struct column *c, struct arena *a)
{
	char *more[] = {(char *)"-g", (char *)"-c", (char *)"-ISOURCES", NULL};
	const struct toolchain *t = c->config.toolchain;
	json_t *j = json_array();
	char **argv = c->unavailable ? NULL : compile_argv(&c->config, more, "SOURCE", "OBJECT", a);
	for (char **arg = argv; arg && *arg; arg++)
		json_array_append_new(j, json_string(arg == argv ? t->cc.command : *arg));
	return j;
}

static json_t *config_json(const struct column *c, struct arena *a)
{
	const struct toolchain *t = c->config.toolchain;
	return json_pack("{s:s, s:s, s:s, s:s, s:s*, s:s, s:s, s:o, s:s, s:b, s:s*}", "config", c->config.name,
	                 "toolchain", t->id, "isa", t->isa->name, "compiler", t->compiler, "version", c->version, "opt",
	                 c->config.opt, "isa_level", c->config.level->name, "command", command_json(c, a), "folder",
	                 arena_printf(a, "objects/%s", c->config.name), "available", !c->unavailable, "unavailable",
	                 c->unavailable);
}

/* ---- pairs ------------------------------------------------------------------------------------------------------- */

static json_t *pair_json(const struct pair *p, struct arena *a)
{
	json_t *models = json_array();
	for (unsigned i = 0; i < p->excluded.n; i++)
		json_array_append_new(
		    models, json_pack("{s:s, s:s}", "model", p->excluded.v[i].model, "why", p->excluded.v[i].why));
	json_t *j =
	    json_pack("{s:s, s:s, s:s, s:s, s:s, s:o, s:o, s:o, s:f}", "pair", p->name, "class", p->class->name,
	              "title", p->title, "teaches", p->teaches, "fix", p->fix, "shows", strings_json(&p->shows),
	              "references", strings_json(&p->references), "excluded_models", models, "tolerance", p->tolerance);
	json_object_set_new(j, "measure", json_string(p->measure.text));
	if (p->sink)
		json_object_set_new(j, "sink", json_string(p->sink));
	if (p->tolerance_why)
		json_object_set_new(j, "tolerance_why", json_string(p->tolerance_why));
	for (int h = HALF_BAD; h <= HALF_GOOD; h++)
		json_object_set_new(j, half_names[h],
		                    json_pack("{s:s, s:s}", "function",
		                              arena_printf(a, "%s_%s", p->symbol, half_names[h]), "source",
		                              export_source(p, arena_printf(a, "%s.c", half_names[h]), a)));
	json_object_set_new(j, "driver", json_string(export_source(p, "drive.c", a)));
	return j;
}

static json_t *classes_json(const struct run *r, struct arena *a)
{
	json_t *j = json_array();
	for (const struct class *const *c = class_table; *c; c++) {
		unsigned pairs = 0;
		for (unsigned i = 0; i < r->n_pair; i++)
			pairs += r->pair[i]->class == *c;
		char *lesson = arena_printf(a, "sources/%s/LESSON.md", (*c)->name);
		char *there = arena_printf(a, "%s/%s/LESSON.md", r->corpus.folder, (*c)->name);
		json_array_append_new(j, json_pack("{s:s, s:s, s:i, s:s*}", "class", (*c)->name, "title", (*c)->title,
		                                   "pairs", pairs, "lesson",
		                                   pairs && !access(there, R_OK) ? lesson : NULL));
	}
	return j;
}

/* ---- objects ----------------------------------------------------------------------------------------------------- */

static json_t *functions_json(const char *path, struct arena *a)
{
	struct elf_functions f = {0};
	json_t *j = json_array();
	elf_functions_read(path, &f, a);
	for (unsigned i = 0; i < f.n; i++)
		json_array_append_new(j,
		                      json_pack("{s:s, s:s, s:I, s:I}", "name", f.v[i].name, "section", f.v[i].section,
		                                "offset", (json_int_t)f.v[i].offset, "size", (json_int_t)f.v[i].size));
	return j;
}

static json_t *labels_json(const struct cell *c, enum half h, const json_t *line, struct arena *a)
{
	struct labels labels = {0};
	json_t *j = json_array();
	bool shows = h == HALF_BAD && strings_match(&c->pair->shows, c->column->config.name);
	labels_read(line, half_names[h], shows, &labels, a);
	for (unsigned i = 0; i < labels.n; i++) {
		const struct label *l = &labels.v[i];
		const char *intent = !l->own ? NULL : h == HALF_GOOD ? "absent" : shows ? "present" : NULL;
		json_array_append_new(j, json_pack("{s:s, s:s, s:b, s:s*, s:s*, s:s*}", "class", l->class->name,
		                                   "label", label_name(l->is), "own", l->own, "intent", intent,
		                                   "source", l->source, "evidence", l->evidence));
	}
	return j;
}

static json_t *object_json(struct cell *c, enum half h, const json_t *line, struct arena *a)
{
	struct buf b = {0};
	if (!file_read(c->object[h], &b))
		return NULL;
	json_t *j = json_pack("{s:s, s:s, s:s, s:s, s:s, s:I, s:s, s:o, s:o}", "object", export_object(c, h, a), "pair",
	                      c->pair->name, "half", half_names[h], "config", c->column->config.name, "function",
	                      arena_printf(a, "%s_%s", c->pair->symbol, half_names[h]), "size", (json_int_t)b.size,
	                      "crc32", arena_printf(a, "%08lx", crc32_z(0, (const unsigned char *)b.data, b.size)),
	                      "functions", functions_json(c->object[h], a), "labels", labels_json(c, h, line, a));
	const json_t *census = json_object_get(line, "census"), *counted = json_object_get(census, half_names[h]);
	if (counted)
		json_object_set_new(j, "counted_run",
		                    json_pack("{s:O, s:O, s:O}", "case", json_object_get(census, "case"), "elements",
		                              json_object_get(census, "elements"), "counts", counted));
	buf_free(&b);
	return j;
}

static void add_cell(struct run *r, struct cell *c, json_t *objects, json_t *missing)
{
	struct arena a = {0};
	json_t *line = verdict_json(r, c);
	for (int h = HALF_BAD; h <= HALF_GOOD; h++) {
		json_t *j = c->object[h] ? object_json(c, (enum half)h, line, &a) : NULL;
		const char *why = c->column->unavailable ? c->column->unavailable : c->error;
		if (j)
			json_array_append_new(objects, j);
		else
			json_array_append_new(missing, json_pack("{s:s, s:s, s:s, s:s}", "pair", c->pair->name, "half",
			                                         half_names[h], "config", c->column->config.name, "why",
			                                         why ? why : "it could not be read"));
	}
	json_decref(line);
	arena_free(&a);
}

json_t *export_json(struct run *r)
{
	struct arena a = {0};
	json_t *configs = json_array(), *pairs = json_array(), *objects = json_array(), *missing = json_array();
	for (unsigned i = 0; i < r->n_column; i++)
		json_array_append_new(configs, config_json(&r->column[i], &a));
	for (unsigned i = 0; i < r->n_pair; i++)
		json_array_append_new(pairs, pair_json(r->pair[i], &a));
	for (unsigned i = 0; i < run_cells(r); i++)
		add_cell(r, &r->cell[i], objects, missing);
	json_t *j =
	    json_pack("{s:s, s:{s:s, s:s}, s:I, s:o, s:o, s:o, s:o, s:o}", "schema", "assay-corpus/1", "tool", "name",
	              "assay", "version", ASSAY_VERSION, "seed", (json_int_t)r->options->seed, "classes",
	              classes_json(r, &a), "configs", configs, "pairs", pairs, "objects", objects, "missing", missing);
	arena_free(&a);
	return j;
}
