/* verify_registry.c: reads a registry of kernels (kernels/README.md tells the format); all that is malformed is said.
 */
#include "verify.h"

#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const char verify_auto[] = "auto";

enum { MAX_PARAMS = 6 }; /* what all ISAs pass in registers */

static const char *const results[] = {"void", "u32", "u64", "pointer", NULL};
static const char *const params[] = {"in", "words", "out", "size", "byte", "u32", "u64", NULL};

/* A kernel and a tier while they are read. */
struct kernel_file {
	struct verify_entry e;
	struct tiers {
		struct verify_tier *v;
		unsigned n, cap;
	} tiers;
};

struct tier_file {
	struct verify_tier t;
	bool can_inline; /* of the key `inline`, which is true where it is left out */
};

struct registry_file {
	struct verify_registry r;
	struct kernels {
		struct kernel_file *v;
		unsigned n, cap;
	} kernels;
	struct expects {
		struct verify_expect *v;
		unsigned n, cap;
	} expects;
};

static unsigned line_of(const yaml_node_t *n) { return (unsigned)n->start_mark.line + 1; }

static bool is_one_of(const char *const *list, const char *s)
{
	while (*list && strcmp(*list, s))
		list++;
	return *list != NULL;
}

/* ---- texts of a certain shape ------------------------------------------------------------------------------------ */

static bool is_identifier(const char *s)
{
	if (isdigit((unsigned char)*s))
		return false;
	while (isalnum((unsigned char)*s) || *s == '_')
		s++;
	return !*s;
}

static bool is_name(const char *s)
{
	while (isalnum((unsigned char)*s) || (*s && strchr("_-+.", *s)))
		s++;
	return !*s;
}

static bool read_shaped(struct yaml_file *f, yaml_node_t *n, void *field, bool (*is)(const char *), const char *what)
{
	char *s = yaml_text(f, n, what);
	*(char **)field = s;
	if (!s || is(s))
		return s != NULL;
	return yaml_complain(f, n, "`%s`: %s was expected", s, what);
}

static bool read_function(struct yaml_file *f, yaml_node_t *n, void *field)
{
	return read_shaped(f, n, field, is_identifier, "the name of a C function");
}

static bool read_variable(struct yaml_file *f, yaml_node_t *n, void *field)
{
	return read_shaped(f, n, field, is_identifier, "the name of an environment variable");
}

static bool read_name(struct yaml_file *f, yaml_node_t *n, void *field)
{
	return read_shaped(f, n, field, is_name, "a name of letters, digits and _ - + .");
}

bool verify_is_c(const char *source)
{
	const char *dot = strrchr(source, '.');
	return dot && !strcmp(dot, ".c");
}

/* A C file, named from the registry's folder. */
static bool resolve(struct yaml_file *f, yaml_node_t *n, const char *text, char **out)
{
	char real[PATH_MAX];
	const char *slash = strrchr(f->path, '/');
	char *path = *text == '/' || !slash ? arena_strdup(f->arena, text)
	                                    : arena_printf(f->arena, "%.*s/%s", (int)(slash - f->path), f->path, text);
	*out = path;
	if (!realpath(path, real) || access(real, R_OK))
		return yaml_complain(f, n, "%s: %s (a C file was expected)", path, strerror(errno));
	struct stat s;
	if (stat(real, &s) || !S_ISREG(s.st_mode)) /* nobody may ever write to a pipe's other end */
		return yaml_complain(f, n, "%s: not a regular file (a C file was expected)", path);
	*out = arena_strdup(f->arena, real);
	return true;
}

static bool read_source(struct yaml_file *f, yaml_node_t *n, void *field)
{
	char *text = yaml_text(f, n, "source");
	return text && resolve(f, n, text, field);
}

static bool read_sources(struct yaml_file *f, yaml_node_t *n, void *field)
{
	struct strings *list = field, paths = {0};
	if (!yaml_strings(f, n, "a list of C files", list))
		return false;
	bool good = true;
	for (unsigned i = 0; i < list->n; i++) {
		char *path = NULL;
		yaml_node_t *item = yaml_document_get_node(&f->document, n->data.sequence.items.start[i]);
		good &= resolve(f, item, list->v[i], &path);
		for (unsigned k = 0; k < paths.n; k++)
			if (!strcmp(paths.v[k], path))
				good = yaml_complain(f, item, "%s stands here a second time", list->v[i]);
		strings_add(f->arena, &paths, path);
	}
	*list = paths;
	return good;
}

static bool read_flags(struct yaml_file *f, yaml_node_t *n, void *field)
{
	struct strings *flags = field;
	if (!yaml_strings(f, n, "flags", flags))
		return false;
	for (unsigned i = 0; i < flags->n; i++)
		if (flags->v[i][0] != '-')
			return yaml_complain(f, n, "flags: a compiler's flag, as in -mavx2, was expected, not `%s`",
			                     flags->v[i]);
	return true;
}

/* ---- kernels ----------------------------------------------------------------------------------------------------- */

static bool read_tier(struct yaml_file *f, yaml_node_t *n, struct tier_file *t)
{
	static const struct yaml_field fields[] = {
	    {"name", YAML_CUSTOM, true, offsetof(struct tier_file, t.name), read_name},
	    {"function", YAML_CUSTOM, true, offsetof(struct tier_file, t.function), read_function},
	    {"source", YAML_CUSTOM, true, offsetof(struct tier_file, t.source), read_source},
	    {"isa", YAML_CUSTOM, false, offsetof(struct tier_file, t.isa), isa_read},
	    {"needs", YAML_STRINGS, false, offsetof(struct tier_file, t.needs), NULL},
	    {"chosen-with", YAML_STRINGS, false, offsetof(struct tier_file, t.chosen_with), NULL},
	    {"flags", YAML_CUSTOM, false, offsetof(struct tier_file, t.flags), read_flags},
	    {"inline", YAML_FLAG, false, offsetof(struct tier_file, can_inline), NULL},
	    {0},
	};
	*t = (struct tier_file){.can_inline = true, .t.line = line_of(n)};
	if (!yaml_read(f, n, fields, t))
		return false;
	t->t.no_inline = !t->can_inline || !verify_is_c(t->t.source);
	if (t->t.needs.n && !t->t.isa)
		return yaml_complain(f, n, "tier %s: `needs` without `isa` (each ISA has CPU features of its own)",
		                     t->t.name);
	if (t->t.needs.n && !strcmp(t->t.name, verify_auto))
		return yaml_complain(f, n, "tier %s: it calls through the choice, so it needs nothing", t->t.name);
	return true;
}

static bool read_tiers(struct yaml_file *f, yaml_node_t *n, void *field)
{
	struct tiers *tiers = field;
	if (n->type != YAML_SEQUENCE_NODE || n->data.sequence.items.start == n->data.sequence.items.top)
		return yaml_complain(f, n, "tiers: a list of one or more was expected");
	bool good = true;
	for (yaml_node_item_t *i = n->data.sequence.items.start; i < n->data.sequence.items.top; i++) {
		struct tier_file t;
		yaml_node_t *at = yaml_document_get_node(&f->document, *i);
		if (!read_tier(f, at, &t)) {
			good = false;
			continue;
		}
		for (unsigned k = 0; k < tiers->n; k++)
			if (!strcmp(tiers->v[k].name, t.t.name) &&
			    (!t.t.isa || !tiers->v[k].isa || t.t.isa == tiers->v[k].isa))
				good = yaml_complain(f, at, "tier %s stands in line %u for the same ISA", t.t.name,
				                     tiers->v[k].line);
		*ARENA_PUSH(f->arena, tiers) = t.t;
	}
	return good;
}

static bool read_params(struct yaml_file *f, yaml_node_t *n, void *field)
{
	struct strings *p = field;
	if (!yaml_strings(f, n, "params", p))
		return false;
	if (!p->n || p->n > MAX_PARAMS)
		return yaml_complain(f, n, "params: from 1 to %d were expected, not %u", MAX_PARAMS, p->n);
	for (unsigned i = 0; i < p->n; i++)
		if (!is_one_of(params, p->v[i]))
			return yaml_complain(
			    f, n, "params: one of in, words, out, size, byte, u32, u64 was expected, not `%s`",
			    p->v[i]);
	return true;
}

static bool read_result(struct yaml_file *f, yaml_node_t *n, void *field)
{
	char *s = yaml_text(f, n, "result");
	*(char **)field = s;
	if (!s || is_one_of(results, s))
		return s != NULL;
	return yaml_complain(f, n, "result: one of void, u32, u64, pointer was expected, not `%s`", s);
}

static bool read_checks(struct yaml_file *f, yaml_node_t *n, void *field)
{
	struct strings *checks = field;
	if (!yaml_strings(f, n, "caught-by", checks))
		return false;
	if (!checks->n)
		return yaml_complain(f, n, "caught-by: one or more checks were expected, of %s",
		                     verify_check_names(f->arena));
	for (unsigned i = 0; i < checks->n; i++)
		if (!verify_check_bit(checks->v[i]))
			return yaml_complain(f, n, "caught-by: one of %s was expected, not `%s`",
			                     verify_check_names(f->arena), checks->v[i]);
	return true;
}

static unsigned count(const struct strings *list, const char *text)
{
	unsigned n = 0;
	for (unsigned i = 0; i < list->n; i++)
		n += !strcmp(list->v[i], text);
	return n;
}

/* What the parameters and the result have to do with each other. */
static bool fits_together(struct yaml_file *f, yaml_node_t *at, const struct verify_entry *e)
{
	unsigned out = count(&e->params, "out"), words = count(&e->params, "words"), size = count(&e->params, "size"),
	         ranges = out + words + count(&e->params, "in");
	bool number = *e->result == 'u';
	if (ranges && !size)
		return yaml_complain(f, at, "kernel %s: params: a range needs its length, `size`", e->name);
	if (size && !ranges)
		return yaml_complain(f, at, "kernel %s: params: `size` is the length of ranges, but there is none",
		                     e->name);
	if (size > 1)
		return yaml_complain(f, at, "kernel %s: params: one `size`, the length of all ranges, was expected",
		                     e->name);
	if (words && words != ranges)
		return yaml_complain(f, at, "kernel %s: params: `size` cannot count both words and bytes", e->name);
	if (!strcmp(e->result, "void") && !out)
		return yaml_complain(f, at, "kernel %s: a result, or an `out` range, was expected: nothing is computed",
		                     e->name);
	if (!strcmp(e->result, "pointer") && !ranges)
		return yaml_complain(f, at, "kernel %s: result: a pointer points into a range, but there is none",
		                     e->name);
	if (e->additive && (!number || !ranges || out))
		return yaml_complain(
		    f, at, "kernel %s: additive: a u32 or u64 result over ranges that are only read was expected",
		    e->name);
	return true;
}

static bool read_kernel(struct yaml_file *f, yaml_node_t *n, struct kernel_file *k)
{
	static const struct yaml_field fields[] = {
	    {"name", YAML_CUSTOM, true, offsetof(struct kernel_file, e.name), read_name},
	    {"params", YAML_CUSTOM, true, offsetof(struct kernel_file, e.params), read_params},
	    {"result", YAML_CUSTOM, true, offsetof(struct kernel_file, e.result), read_result},
	    {"reference", YAML_CUSTOM, true, offsetof(struct kernel_file, e.reference), read_function},
	    {"additive", YAML_FLAG, false, offsetof(struct kernel_file, e.additive), NULL},
	    {"tiers", YAML_CUSTOM, true, offsetof(struct kernel_file, tiers), read_tiers},
	    {"caught-by", YAML_CUSTOM, false, offsetof(struct kernel_file, e.caught_by), read_checks},
	    {"shows", YAML_STRINGS, false, offsetof(struct kernel_file, e.shows), NULL},
	    {"builds", YAML_STRINGS, false, offsetof(struct kernel_file, e.builds), NULL},
	    {"cpus", YAML_STRINGS, false, offsetof(struct kernel_file, e.cpus), NULL},
	    {0},
	};
	*k = (struct kernel_file){.e.line = line_of(n)};
	return yaml_read(f, n, fields, k) && fits_together(f, n, &k->e);
}

static bool read_kernels(struct yaml_file *f, yaml_node_t *n, void *field)
{
	struct kernels *kernels = field;
	if (n->type != YAML_SEQUENCE_NODE || n->data.sequence.items.start == n->data.sequence.items.top)
		return yaml_complain(f, n, "kernels: a list of one or more was expected");
	bool good = true;
	for (yaml_node_item_t *i = n->data.sequence.items.start; i < n->data.sequence.items.top; i++) {
		struct kernel_file k;
		yaml_node_t *at = yaml_document_get_node(&f->document, *i);
		if (!read_kernel(f, at, &k)) {
			good = false;
			continue;
		}
		for (unsigned j = 0; j < kernels->n; j++)
			if (!strcmp(kernels->v[j].e.name, k.e.name))
				good = yaml_complain(f, at, "kernel %s stands in line %u already", k.e.name,
				                     kernels->v[j].e.line);
		*ARENA_PUSH(f->arena, kernels) = k;
	}
	return good;
}

/* ---- the whole --------------------------------------------------------------------------------------------------- */

static bool read_expect(struct yaml_file *f, yaml_node_t *n, void *field)
{
	struct expects *expects = field;
	if (n->type != YAML_MAPPING_NODE)
		return yaml_complain(f, n, "expect: CPUs with tiers (`Haswell: avx2`) were expected");
	bool good = true;
	for (yaml_node_pair_t *p = n->data.mapping.pairs.start; p < n->data.mapping.pairs.top; p++) {
		yaml_node_t *key = yaml_document_get_node(&f->document, p->key);
		struct verify_expect e = {.line = line_of(key)};
		e.cpu = yaml_text(f, key, "expect");
		e.tier = yaml_text(f, yaml_document_get_node(&f->document, p->value), "expect");
		good &= e.cpu && e.tier;
		for (unsigned k = 0; e.cpu && k < expects->n; k++)
			if (expects->v[k].cpu && !strcmp(expects->v[k].cpu, e.cpu))
				good = yaml_complain(f, key, "expect: %s stands in line %u already", e.cpu,
				                     expects->v[k].line);
		*ARENA_PUSH(f->arena, expects) = e;
	}
	return good;
}

/* Fields of two structs: the choice's own are in the registry. */
static bool read_choice(struct yaml_file *f, yaml_node_t *n, void *field)
{
	static const struct yaml_field fields[] = {
	    {"function", YAML_CUSTOM, true, offsetof(struct registry_file, r.choice_function), read_function},
	    {"environment", YAML_CUSTOM, false, offsetof(struct registry_file, r.choice_environment), read_variable},
	    {"expect", YAML_CUSTOM, false, offsetof(struct registry_file, expects), read_expect},
	    {0},
	};
	return yaml_read(f, n, fields, field);
}

static bool has_tier(const struct registry_file *r, const char *name)
{
	for (unsigned i = 0; i < r->kernels.n; i++)
		for (unsigned k = 0; k < r->kernels.v[i].tiers.n; k++)
			if (!strcmp(r->kernels.v[i].tiers.v[k].name, name))
				return true;
	return false;
}

static bool check_choice(struct yaml_file *f, yaml_node_t *at, const struct registry_file *r)
{
	bool good = true;
	if (r->r.choice_function && !has_tier(r, verify_auto))
		return yaml_complain(f, at, "choice: a tier named `%s`, which calls through it, was expected",
		                     verify_auto);
	if (!r->r.choice_function && has_tier(r, verify_auto))
		return yaml_complain(f, at, "a tier named `%s` calls through the choice: `choice:` is missing",
		                     verify_auto);
	for (unsigned i = 0; i < r->expects.n; i++)
		if (!has_tier(r, r->expects.v[i].tier))
			good = yaml_complain(f, at, "choice: expect: %s: no kernel has a tier `%s`",
			                     r->expects.v[i].cpu, r->expects.v[i].tier);
	return good;
}

/* Pointers from below to above, once nothing moves any more. */
static struct verify_registry *tie(struct registry_file *file, struct arena *a)
{
	struct verify_registry *r = ARENA_NEW(a, struct verify_registry);
	*r = file->r;
	r->expect = file->expects.v;
	r->n_expect = file->expects.n;
	r->n_kernel = file->kernels.n;
	r->kernel = ARENA_ARRAY(a, struct verify_entry, r->n_kernel);
	for (unsigned i = 0; i < r->n_kernel; i++) {
		struct verify_entry *e = &r->kernel[i];
		*e = file->kernels.v[i].e;
		e->registry = r;
		e->tier = file->kernels.v[i].tiers.v;
		e->n_tier = file->kernels.v[i].tiers.n;
		for (unsigned k = 0; k < e->n_tier; k++)
			e->tier[k].kernel = e;
	}
	return r;
}

struct verify_registry *verify_registry_load(const char *file, struct arena *arena)
{
	static const struct yaml_field fields[] = {
	    {"sources", YAML_CUSTOM, false, offsetof(struct registry_file, r.sources), read_sources},
	    {"references", YAML_CUSTOM, false, offsetof(struct registry_file, r.references), read_sources},
	    {"choice", YAML_CUSTOM, false, 0, read_choice},
	    {"kernels", YAML_CUSTOM, true, offsetof(struct registry_file, kernels), read_kernels},
	    {0},
	};
	struct yaml_file f;
	struct registry_file r = {0};
	char real[PATH_MAX];
	if (!yaml_file_open(&f, realpath(file, real) ? real : file, arena))
		return NULL;
	yaml_node_t *root = yaml_file_root(&f), *choice = yaml_get(&f, root, "choice");
	bool good = yaml_read(&f, root, fields, &r) && check_choice(&f, choice ? choice : root, &r);
	yaml_file_close(&f);
	if (!good)
		return NULL;
	r.r.file = arena_strdup(arena, f.path);
	return tie(&r, arena);
}
