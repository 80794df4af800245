/* yaml_file.c: a YAML file as C structs, by tables of fields; every error names file, line and what was expected. */
#include "yaml_file.h"

#include "buf.h"
#include "diag.h"

#include <errno.h>
#include <fnmatch.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_FILE = 1 << 20 };

bool yaml_complain(struct yaml_file *f, const yaml_node_t *at, const char *format, ...)
{
	char *text = NULL;
	va_list ap;
	va_start(ap, format);
	if (vasprintf(&text, format, ap) < 0)
		diag_out_of_memory(strlen(format));
	va_end(ap);
	diag_error("%s:%zu: %s", f->path, at ? at->start_mark.line + 1 : 1, text);
	free(text);
	f->failed = true;
	return false;
}

static bool slurp(const char *path, struct buf *b)
{
	FILE *in = fopen(path, "re");
	if (!in) {
		diag_error("%s: %s (a YAML file was expected)", path, strerror(errno));
		return false;
	}
	char chunk[8192];
	size_t n;
	while (b->size <= MAX_FILE && (n = fread(chunk, 1, sizeof chunk, in)) > 0)
		buf_add(b, chunk, n);
	bool failed = ferror(in);
	if (failed)
		diag_error("%s: %s (a YAML file was expected)", path, strerror(errno));
	else if (b->size > MAX_FILE)
		diag_error("%s: larger than %d bytes (a short YAML file was expected)", path, MAX_FILE);
	fclose(in);
	return !failed && b->size <= MAX_FILE;
}

bool yaml_file_open(struct yaml_file *f, const char *path, struct arena *arena)
{
	struct buf text = {0};
	yaml_parser_t parser;
	*f = (struct yaml_file){.path = arena_strdup(arena, path), .arena = arena};
	if (!slurp(path, &text)) {
		buf_free(&text);
		return false;
	}
	if (!yaml_parser_initialize(&parser))
		diag_out_of_memory(sizeof parser);
	yaml_parser_set_input_string(&parser, (const unsigned char *)(text.data ? text.data : ""), text.size);
	bool good = yaml_parser_load(&parser, &f->document);
	if (!good) {
		size_t line = parser.problem_mark.line ? parser.problem_mark.line : parser.context_mark.line;
		diag_error("%s:%zu: not YAML: %s%s%s", path, line + 1, parser.problem ? parser.problem : "unreadable",
		           parser.context ? ", " : "", parser.context ? parser.context : "");
	}
	yaml_parser_delete(&parser);
	buf_free(&text);
	if (!good)
		return false;
	yaml_node_t *root = yaml_document_get_root_node(&f->document);
	if (root && root->type == YAML_MAPPING_NODE)
		return true;
	yaml_complain(f, root, "keys with values (`key: value`) were expected");
	yaml_file_close(f);
	return false;
}

void yaml_file_close(struct yaml_file *f) { yaml_document_delete(&f->document); }

yaml_node_t *yaml_file_root(struct yaml_file *f) { return yaml_document_get_root_node(&f->document); }

static yaml_node_t *node(struct yaml_file *f, int index) { return yaml_document_get_node(&f->document, index); }

static const char *scalar(const yaml_node_t *n)
{
	return n->type == YAML_SCALAR_NODE ? (const char *)n->data.scalar.value : NULL;
}

yaml_node_t *yaml_get(struct yaml_file *f, yaml_node_t *mapping, const char *key)
{
	for (yaml_node_pair_t *p = mapping->data.mapping.pairs.start; p < mapping->data.mapping.pairs.top; p++) {
		const char *k = scalar(node(f, p->key));
		if (k && !strcmp(k, key))
			return node(f, p->value);
	}
	return NULL;
}

char *yaml_text(struct yaml_file *f, yaml_node_t *n, const char *what)
{
	const char *s = scalar(n);
	if (s && *s && strlen(s) == n->data.scalar.length)
		return arena_strdup(f->arena, s);
	yaml_complain(f, n, "%s: a text that is not empty was expected", what);
	return NULL;
}

void strings_add(struct arena *a, struct strings *s, char *text)
{
	*ARENA_PUSH(a, s) = text;
	*ARENA_PUSH(a, s) = NULL;
	s->n--;
}

bool strings_has(const struct strings *s, const char *text)
{
	for (unsigned i = 0; i < s->n; i++)
		if (!strcmp(s->v[i], text))
			return true;
	return false;
}

bool strings_match(const struct strings *globs, const char *text)
{
	for (unsigned i = 0; i < globs->n; i++)
		if (!fnmatch(globs->v[i], text, 0))
			return true;
	return false;
}

bool yaml_strings(struct yaml_file *f, yaml_node_t *n, const char *what, struct strings *out)
{
	if (n->type != YAML_SEQUENCE_NODE)
		return yaml_complain(f, n, "%s: a list was expected", what);
	*out = (struct strings){.v = arena_alloc(f->arena, sizeof(char *)), .cap = 1};
	for (yaml_node_item_t *i = n->data.sequence.items.start; i < n->data.sequence.items.top; i++) {
		char *s = yaml_text(f, node(f, *i), what);
		if (!s)
			return false;
		strings_add(f->arena, out, s);
	}
	return true;
}

static bool read_number(struct yaml_file *f, yaml_node_t *n, const char *key, double *out)
{
	const char *s = scalar(n);
	char *end = NULL;
	errno = 0;
	if (s)
		*out = strtod(s, &end);
	if (s && end != s && !*end && !errno && *out == *out)
		return true;
	return yaml_complain(f, n, "%s: a number was expected%s%s", key, s ? ", not " : "", s ? s : "");
}

static bool read_flag(struct yaml_file *f, yaml_node_t *n, const char *key, bool *out)
{
	const char *s = scalar(n);
	if (s && (!strcmp(s, "true") || !strcmp(s, "false"))) {
		*out = *s == 't';
		return true;
	}
	return yaml_complain(f, n, "%s: true or false was expected", key);
}

static bool read_field(struct yaml_file *f, const struct yaml_field *field, yaml_node_t *n, void *at)
{
	switch (field->type) {
	case YAML_TEXT:
		return (*(char **)at = yaml_text(f, n, field->key));
	case YAML_NUMBER:
		return read_number(f, n, field->key, at);
	case YAML_FLAG:
		return read_flag(f, n, field->key, at);
	case YAML_STRINGS:
		return yaml_strings(f, n, field->key, at);
	case YAML_CUSTOM:
		return field->read(f, n, at);
	}
	return false;
}

static const struct yaml_field *find_field(const struct yaml_field *fields, const char *key)
{
	for (; fields->key; fields++)
		if (!strcmp(fields->key, key))
			return fields;
	return NULL;
}

static bool unknown_key(struct yaml_file *f, yaml_node_t *at, const struct yaml_field *fields)
{
	struct buf known = {0};
	const char *key = scalar(at);
	for (const struct yaml_field *k = fields; k->key; k++)
		buf_printf(&known, "%s%s", k == fields ? "" : ", ", k->key);
	buf_putc(&known, 0);
	if (key)
		yaml_complain(f, at, "unknown key `%s`; one of %s was expected", key, known.data);
	else
		yaml_complain(f, at, "a key was expected, one of %s", known.data);
	buf_free(&known);
	return false;
}

bool yaml_read(struct yaml_file *f, yaml_node_t *mapping, const struct yaml_field *fields, void *out)
{
	bool good = true;
	if (mapping->type != YAML_MAPPING_NODE)
		return yaml_complain(f, mapping, "keys with values (`key: value`) were expected");
	yaml_node_pair_t *first = mapping->data.mapping.pairs.start;
	for (yaml_node_pair_t *p = first; p < mapping->data.mapping.pairs.top; p++) {
		yaml_node_t *key = node(f, p->key);
		const struct yaml_field *field = scalar(key) ? find_field(fields, scalar(key)) : NULL;
		if (!field)
			good = unknown_key(f, key, fields);
		else if (yaml_get(f, mapping, field->key) != node(f, p->value))
			good = yaml_complain(f, key, "`%s` stands here a second time", field->key);
		else
			good &= read_field(f, field, node(f, p->value), (char *)out + field->offset);
	}
	for (const struct yaml_field *k = fields; k->key; k++)
		if (k->required && !yaml_get(f, mapping, k->key))
			good = yaml_complain(f, mapping, "`%s:` is missing", k->key);
	return good;
}
