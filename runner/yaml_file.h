/* yaml_file.h: a YAML file as C structs, by tables of fields; every error names file, line and what was expected. */
#ifndef ASSAY_YAML_FILE_H
#define ASSAY_YAML_FILE_H

#include "arena.h"

#include <stdbool.h>
#include <yaml.h>

struct yaml_file {
	const char *path;
	struct arena *arena; /* owns all that is read out of it */
	yaml_document_t document;
	bool failed; /* something was wrong, and was said */
};

struct strings {
	char **v; /* NULL-terminated, so that it serves as a part of an argv; NULL: the field is not there */
	unsigned n, cap;
};

enum yaml_type {
	YAML_TEXT,    /* char *: a scalar that is not empty */
	YAML_NUMBER,  /* double */
	YAML_FLAG,    /* bool: true or false */
	YAML_STRINGS, /* struct strings: a list of scalars */
	YAML_CUSTOM,  /* read() */
};

struct yaml_field {
	const char *key;
	enum yaml_type type;
	bool required;
	size_t offset; /* in the struct */
	bool (*read)(struct yaml_file *, yaml_node_t *, void *field);
};

/* Reads the whole file; false: unreadable or not YAML (said). The top must be a mapping. */
bool yaml_file_open(struct yaml_file *f, const char *path, struct arena *arena);
void yaml_file_close(struct yaml_file *f);
yaml_node_t *yaml_file_root(struct yaml_file *f);

/* Fields (ended by a NULL key) of a mapping into *out. An unknown, doubled or missing key is an error. */
bool yaml_read(struct yaml_file *f, yaml_node_t *mapping, const struct yaml_field *fields, void *out);
/* "FILE:LINE: ", the message, and exit code 2. Returns false. */
bool yaml_complain(struct yaml_file *f, const yaml_node_t *at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* The value of `key` in a mapping, NULL where it has none. */
yaml_node_t *yaml_get(struct yaml_file *f, yaml_node_t *mapping, const char *key);
/* A scalar's text in the arena; NULL (said, as "KEY: ... was expected") where the node is none. */
char *yaml_text(struct yaml_file *f, yaml_node_t *node, const char *what);
bool yaml_strings(struct yaml_file *f, yaml_node_t *node, const char *what, struct strings *out);

void strings_add(struct arena *a, struct strings *s, char *text);
bool strings_has(const struct strings *s, const char *text);
bool strings_match(const struct strings *globs, const char *text); /* one of them, as fnmatch has it */

#endif
