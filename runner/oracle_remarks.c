/* oracle_remarks.c: reads what compilers record of their optimisations: gcc's dump of its vectoriser, clang's YAML. */
#include "oracle_source.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

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

/* What -fopt-info-vec tells, by function: the dump of the vectoriser's pass. (The JSON of -fsave-optimization-record
 * has the same messages; of a large function it takes gcc 12 half a minute and more than 100 MB.) Lines of interest:
 *     ;; Function NAME (SYMBOL, funcdef_no=...
 *     FILE:LINE:COLUMN: missed:  TEXT        a blank more for each level below the loop itself */
struct gcc_dump {
	struct oracle_source *s;
	struct arena *a;
	const char *function;
	const char *reason; /* the first one why this loop is not vectorised, with the widest vectors */
};

static void gcc_function(struct gcc_dump *g, const char *line)
{
	const char *symbol = strchr(line, '(');
	if (symbol)
		g->function = arena_printf(g->a, "%.*s", (int)strcspn(symbol + 1, ",)"), symbol + 1);
	g->reason = NULL;
}

static void gcc_message(struct gcc_dump *g, unsigned line, bool done, const char *text)
{
	unsigned depth = (unsigned)strspn(text, " ");
	text = arena_strdup(g->a, text + depth);
	if (depth == 1)
		add_remark(g->s, g->a,
		           (struct remark){done ? REMARK_PASSED : REMARK_MISSED, "vect", g->function, text, line});
	if (done && !strncmp(text, "loop vectorized", 15)) {
		add_loop(g->s, g->a, (struct loop_record){g->function, line, true, text});
		g->reason = NULL;
	} else if (!done && !strcmp(text, "couldn't vectorize loop")) {
		add_loop(g->s, g->a, (struct loop_record){g->function, line, false, g->reason ? g->reason : text});
		g->reason = NULL;
	} else if (!done && depth < 4 && *text && strncmp(text, "bad ", 4) && !g->reason) {
		g->reason = text;
	}
}

static bool read_gcc(struct oracle_source *s, const char *path, struct arena *a)
{
	struct gcc_dump g = {.s = s, .a = a, .function = ""};
	char *line = NULL;
	size_t cap = 0;
	FILE *f = fopen(path, "re");
	while (f && getline(&line, &cap, f) > 0) {
		line[strcspn(line, "\n")] = '\0';
		const char *done = strstr(line, ": optimized:"), *missed = strstr(line, ": missed:");
		const char *at = done ? done : missed, *place = at;
		if (!strncmp(line, ";; Function ", 12))
			gcc_function(&g, line);
		if (!at)
			continue;
		for (unsigned colons = 0; place > line && (*place != ':' || ++colons < 3);)
			place--;
		gcc_message(&g, (unsigned)strtoul(place + 1, NULL, 10), done != NULL, at + (done ? 12 : 9));
	}
	free(line);
	if (f)
		fclose(f);
	return f != NULL;
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
