/* oracle_remarks.c: reads the compilers' optimisation records: gcc's (gzipped JSON) and clang's (YAML). */
#include "oracle_source.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>
#include <zlib.h>

static void add_remark(struct oracle_source *s, struct arena *a, struct remark r) { *ARENA_PUSH(a, &s->remarks) = r; }

/* One loop once: a vectorised remainder is recorded as a loop of its own at the same place. */
static void add_loop(struct oracle_source *s, struct arena *a, struct loop_record r)
{
	for (unsigned i = 0; i < s->loops.n; i++) {
		const struct loop_record *l = &s->loops.v[i];
		if (l->line == r.line && l->vectorised == r.vectorised && !strcmp(l->function, r.function))
			return;
	}
	*ARENA_PUSH(a, &s->loops) = r;
}

/* ---- gcc --------------------------------------------------------------------------------------------------------- */

/* [generator, passes, records]; records nest. */
struct gcc_record {
	struct oracle_source *s;
	struct arena *a;
	json_t *passes;
	const char *reason; /* the first one why this loop is not vectorised, with the widest vectors, and whose */
	const char *reason_function;
};

static const char *pass_name(json_t *passes, const char *id)
{
	size_t i;
	json_t *p;
	json_array_foreach(passes, i, p)
	{
		const char *this = json_string_value(json_object_get(p, "id"));
		const char *name = this && id && !strcmp(this, id) ? json_string_value(json_object_get(p, "name"))
		                                                   : pass_name(json_object_get(p, "children"), id);
		if (name)
			return name;
	}
	return NULL;
}

static const char *gcc_message(json_t *record, struct arena *a)
{
	size_t i;
	json_t *part;
	const char *text = "", *key;
	json_array_foreach(json_object_get(record, "message"), i, part)
	{
		const char *piece = json_string_value(part);
		json_t *value;
		json_object_foreach(part, key, value)
		{
			if (!piece && strcmp(key, "location"))
				piece = json_string_value(value);
		}
		text = arena_printf(a, "%s%s", text, piece ? piece : "");
	}
	text += strspn(text, " \n");
	return arena_printf(a, "%.*s", (int)strcspn(text, "\n"), text);
}

static void gcc_one(struct gcc_record *g, json_t *record, unsigned depth)
{
	const char *kind = json_string_value(json_object_get(record, "kind"));
	bool success = kind && !strcmp(kind, "success"), failure = kind && !strcmp(kind, "failure");
	if (!success && !failure)
		return;
	const char *pass = pass_name(g->passes, json_string_value(json_object_get(record, "pass")));
	const char *function = json_string_value(json_object_get(record, "function"));
	const char *text = gcc_message(record, g->a);
	unsigned line = (unsigned)json_integer_value(json_object_get(json_object_get(record, "location"), "line"));
	pass = arena_strdup(g->a, pass ? pass : "");
	function = arena_strdup(g->a, function ? function : "");
	if (!depth && *text)
		add_remark(g->s, g->a,
		           (struct remark){success ? REMARK_PASSED : REMARK_MISSED, pass, function, text, line});
	if (strcmp(pass, "vect"))
		return;
	bool mine = g->reason && !strcmp(g->reason_function, function);
	if (success && !strncmp(text, "loop vectorized", 15)) {
		add_loop(g->s, g->a, (struct loop_record){function, line, true, text});
		g->reason = NULL;
	} else if (!strcmp(text, "couldn't vectorize loop")) {
		add_loop(g->s, g->a, (struct loop_record){function, line, false, mine ? g->reason : text});
		g->reason = NULL;
	} else if (failure && depth < 2 && *text && strncmp(text, "bad ", 4) && !mine) {
		g->reason = text;
		g->reason_function = function;
	}
}

static void gcc_walk(struct gcc_record *g, json_t *records, unsigned depth)
{
	size_t i;
	json_t *record;
	json_array_foreach(records, i, record)
	{
		gcc_one(g, record, depth);
		gcc_walk(g, json_object_get(record, "children"), depth + 1);
	}
}

static bool gunzip(const char *path, struct buf *b)
{
	char chunk[65536];
	int n;
	gzFile f = gzopen(path, "rb");
	if (!f)
		return false;
	while ((n = gzread(f, chunk, sizeof chunk)) > 0)
		buf_add(b, chunk, (size_t)n);
	return gzclose(f) == Z_OK && !n;
}

static bool read_gcc(struct oracle_source *s, const char *path, struct arena *a)
{
	struct buf b = {0};
	json_t *root = gunzip(path, &b) && b.size ? json_loadb(b.data, b.size, 0, NULL) : NULL;
	struct gcc_record g = {.s = s, .a = a, .passes = json_array_get(root, 1)};
	gcc_walk(&g, json_array_get(root, 2), 0);
	json_decref(root);
	buf_free(&b);
	return root != NULL;
}

/* ---- clang ------------------------------------------------------------------------------------------------------- */

static const char *scalar(yaml_document_t *d, int id)
{
	const yaml_node_t *n = yaml_document_get_node(d, id);
	return n && n->type == YAML_SCALAR_NODE ? (const char *)n->data.scalar.value : NULL;
}

static yaml_node_t *value_of(yaml_document_t *d, const yaml_node_t *mapping, const char *key)
{
	if (!mapping || mapping->type != YAML_MAPPING_NODE)
		return NULL;
	for (yaml_node_pair_t *p = mapping->data.mapping.pairs.start; p < mapping->data.mapping.pairs.top; p++) {
		const char *name = scalar(d, p->key);
		if (name && !strcmp(name, key))
			return yaml_document_get_node(d, p->value);
	}
	return NULL;
}

static const char *text_of(yaml_document_t *d, const yaml_node_t *mapping, const char *key, struct arena *a)
{
	const yaml_node_t *n = value_of(d, mapping, key);
	return arena_strdup(a, n && n->type == YAML_SCALAR_NODE ? (const char *)n->data.scalar.value : "");
}

/* Args: a list of mappings of one pair each; their values in a row are the message. */
static const char *clang_message(yaml_document_t *d, const yaml_node_t *root, struct arena *a)
{
	const yaml_node_t *args = value_of(d, root, "Args");
	const char *text = "";
	if (!args || args->type != YAML_SEQUENCE_NODE)
		return text;
	for (yaml_node_item_t *i = args->data.sequence.items.start; i < args->data.sequence.items.top; i++) {
		const yaml_node_t *arg = yaml_document_get_node(d, *i);
		bool has = arg && arg->type == YAML_MAPPING_NODE &&
		           arg->data.mapping.pairs.start < arg->data.mapping.pairs.top;
		const char *value = has ? scalar(d, arg->data.mapping.pairs.start->value) : NULL;
		text = arena_printf(a, "%s%s", text, value ? value : "");
	}
	return text;
}

/* Why the loop at this line is not vectorised: what the analysis said of it before. */
static const char *clang_reason(const struct oracle_source *s, const struct remark *missed)
{
	for (unsigned i = s->remarks.n; i-- > 0;) {
		const struct remark *r = &s->remarks.v[i];
		if (r->kind == REMARK_ANALYSIS && !strcmp(r->pass, missed->pass) && r->line == missed->line &&
		    !strcmp(r->function, missed->function))
			return r->message;
	}
	return missed->message;
}

static void clang_one(struct oracle_source *s, yaml_document_t *d, struct arena *a)
{
	static const char *const kinds[] = {"!Passed", "!Missed", "!Analysis"};
	const yaml_node_t *root = yaml_document_get_root_node(d), *place = value_of(d, root, "DebugLoc");
	struct remark r = {.pass = text_of(d, root, "Pass", a), .function = text_of(d, root, "Function", a)};
	const char *name = text_of(d, root, "Name", a);
	unsigned kind = 0;
	while (kind < 3 && (!root || !root->tag || strncmp((const char *)root->tag, kinds[kind], strlen(kinds[kind]))))
		kind++;
	if (kind == 3)
		return;
	r.kind = (enum remark_kind)kind;
	r.message = clang_message(d, root, a);
	r.line = (unsigned)strtoul(text_of(d, place, "Line", a), NULL, 10);
	if (!strcmp(r.pass, "loop-vectorize") && !strcmp(name, "Vectorized"))
		add_loop(s, a, (struct loop_record){r.function, r.line, true, r.message});
	else if (!strcmp(r.pass, "loop-vectorize") && !strcmp(name, "MissedDetails"))
		add_loop(s, a, (struct loop_record){r.function, r.line, false, clang_reason(s, &r)});
	add_remark(s, a, r);
}

static bool read_clang(struct oracle_source *s, const char *path, struct arena *a)
{
	yaml_parser_t parser;
	yaml_document_t document;
	FILE *f = fopen(path, "re");
	if (!f)
		return false;
	if (!yaml_parser_initialize(&parser)) {
		fclose(f);
		return false;
	}
	yaml_parser_set_input_file(&parser, f);
	bool good = true, more = true;
	while (good && more && (good = yaml_parser_load(&parser, &document))) {
		more = yaml_document_get_root_node(&document) != NULL;
		if (more)
			clang_one(s, &document, a);
		yaml_document_delete(&document);
	}
	yaml_parser_delete(&parser);
	fclose(f);
	return good;
}

/* ------------------------------------------------------------------------------------------------------------------ */

static const struct format {
	const char *name;
	bool (*read)(struct oracle_source *s, const char *path, struct arena *a);
} formats[] = {{"gcc", read_gcc}, {"clang", read_clang}};
enum { N_FORMATS = sizeof formats / sizeof *formats };

bool remarks_known_format(const char *format)
{
	for (unsigned i = 0; i < N_FORMATS; i++)
		if (!strcmp(formats[i].name, format))
			return true;
	return false;
}

bool remarks_read(struct oracle_source *s, const char *format, const char *path, struct arena *a)
{
	for (unsigned i = 0; i < N_FORMATS; i++)
		if (!strcmp(formats[i].name, format))
			return formats[i].read(s, path, a);
	return false;
}
