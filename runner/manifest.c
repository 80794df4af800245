/* manifest.c: reads the corpus: one folder for each pair, and what its pair.yaml states. */
#include "manifest.h"

#include "diag.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool read_class(struct yaml_file *f, yaml_node_t *n, void *field)
{
	const char *name = yaml_text(f, n, "class");
	if (!name)
		return false;
	*(const struct class **)field = class_by_name(name);
	if (*(const struct class **)field)
		return true;
	const char *known = "";
	for (const struct class *const *c = class_table; *c; c++)
		known = arena_printf(f->arena, "%s%s%s", known, *known ? ", " : "", (*c)->name);
	return yaml_complain(f, n, "class: unknown class `%s`; one of %s was expected", name, known);
}

static bool known_model(const char *name)
{
	for (const struct isa *const *i = isa_table; *i; i++)
		if (isa_model(*i, name))
			return true;
	return false;
}

static bool read_excluded(struct yaml_file *f, yaml_node_t *n, void *field)
{
	static const struct yaml_field fields[] = {
	    {"model", YAML_TEXT, true, offsetof(struct excluded_model, model), NULL},
	    {"why", YAML_TEXT, true, offsetof(struct excluded_model, why), NULL},
	    {0},
	};
	struct excluded_models *list = field;
	bool good = true;
	if (n->type != YAML_SEQUENCE_NODE)
		return yaml_complain(f, n, "excluded-models: a list of `model:` and `why:` was expected");
	for (yaml_node_item_t *i = n->data.sequence.items.start; i < n->data.sequence.items.top; i++) {
		yaml_node_t *item = yaml_document_get_node(&f->document, *i);
		struct excluded_model *x = ARENA_PUSH(f->arena, list);
		*x = (struct excluded_model){0};
		if (!yaml_read(f, item, fields, x))
			good = false;
		else if (!known_model(x->model))
			good = yaml_complain(f, item, "excluded-models: `%s` is no core model (assay list models)",
			                     x->model);
	}
	return good;
}

static bool read_contradictions(struct yaml_file *f, yaml_node_t *n, void *field)
{
	static const struct yaml_field fields[] = {
	    {"configs", YAML_STRINGS, true, offsetof(struct contradiction, configs), NULL},
	    {"half", YAML_TEXT, true, offsetof(struct contradiction, half), NULL},
	    {"why", YAML_TEXT, true, offsetof(struct contradiction, why), NULL},
	    {0},
	};
	struct contradictions *list = field;
	bool good = true;
	if (n->type != YAML_SEQUENCE_NODE)
		return yaml_complain(f, n, "contradictions: a list of `configs:`, `half:` and `why:` was expected");
	for (yaml_node_item_t *i = n->data.sequence.items.start; i < n->data.sequence.items.top; i++) {
		yaml_node_t *item = yaml_document_get_node(&f->document, *i);
		struct contradiction *x = ARENA_PUSH(f->arena, list);
		*x = (struct contradiction){.line = (unsigned)item->start_mark.line + 1};
		if (!yaml_read(f, item, fields, x))
			good = false;
		else if (strcmp(x->half, "bad") && strcmp(x->half, "good"))
			good =
			    yaml_complain(f, item, "contradictions: half: bad or good was expected, not %s", x->half);
		else if (!x->configs.n)
			good = yaml_complain(
			    f, item, "contradictions: configs: at least one glob of TOOLCHAIN/OPT was expected");
	}
	return good;
}

enum { MOST_MEASURED = 1 << 24 };

/* The names of corpus/drive.h's enum drive_fill, as its driver prints them. */
static bool known_fill(const char *name)
{
	static const char *const fills[] = {"random", "small", "zero", "ones", "extreme", "ascending"};
	for (size_t i = 0; i < sizeof fills / sizeof *fills; i++)
		if (!strcmp(name, fills[i]))
			return true;
	return false;
}

static bool read_measure(struct yaml_file *f, yaml_node_t *n, void *field)
{
	struct measure_case *m = field;
	unsigned long long elements = 0, align = 0;
	long long seed;
	char fill[16] = "";
	int end = 0;
	const char *text = yaml_text(f, n, "measure");
	if (!text)
		return false;
	/* The driver's form has neither signs nor spaces, which %llu would take. */
	sscanf(text, "n=%llu,align=%llu,fill=%15[a-z],seed=%lli%n", &elements, &align, fill, &seed, &end);
	if (!end || text[end] || strpbrk(text, "+- \t"))
		return yaml_complain(f, n, "measure: n=N,align=A,fill=F,seed=S was expected, not %s", text);
	if (elements < 1 || elements > MOST_MEASURED)
		return yaml_complain(f, n, "measure: n from 1 to %d was expected, not %llu", MOST_MEASURED, elements);
	if (align > 63)
		return yaml_complain(f, n, "measure: align from 0 to 63 was expected, not %llu", align);
	if (!known_fill(fill))
		return yaml_complain(
		    f, n, "measure: fill=random, small, zero, ones, extreme or ascending was expected, not %s", fill);
	*m = (struct measure_case){text, elements};
	return true;
}

static const struct yaml_field fields[] = {
    {"class", YAML_CUSTOM, true, offsetof(struct pair, class), read_class},
    {"title", YAML_TEXT, true, offsetof(struct pair, title), NULL},
    {"teaches", YAML_TEXT, true, offsetof(struct pair, teaches), NULL},
    {"fix", YAML_TEXT, true, offsetof(struct pair, fix), NULL},
    {"shows", YAML_STRINGS, true, offsetof(struct pair, shows), NULL},
    {"shows-why", YAML_TEXT, false, offsetof(struct pair, shows_why), NULL},
    {"sink", YAML_TEXT, false, offsetof(struct pair, sink), NULL},
    {"tolerance", YAML_NUMBER, false, offsetof(struct pair, tolerance), NULL},
    {"tolerance-why", YAML_TEXT, false, offsetof(struct pair, tolerance_why), NULL},
    {"excluded-models", YAML_CUSTOM, false, offsetof(struct pair, excluded), read_excluded},
    {"contradictions", YAML_CUSTOM, false, offsetof(struct pair, contradictions), read_contradictions},
    {"references", YAML_STRINGS, false, offsetof(struct pair, references), NULL},
    {"measure", YAML_CUSTOM, false, offsetof(struct pair, measure), read_measure},
    {0},
};

/* What no single field can tell. */
static bool check(struct yaml_file *f, struct pair *p, const char *class)
{
	yaml_node_t *root = yaml_file_root(f);
	bool good = true;
	if (strcmp(p->class->name, class))
		good = yaml_complain(f, yaml_get(f, root, "class"),
		                     "class: %s was expected, the name of the folder above", class);
	p->shows_line = (unsigned)(yaml_get(f, root, "shows") ? yaml_get(f, root, "shows")->start_mark.line + 1 : 0);
	if (!p->shows.n)
		good = yaml_complain(f, yaml_get(f, root, "shows"),
		                     "shows: at least one glob of TOOLCHAIN/OPT was expected");
	for (unsigned i = 0; i < p->shows.n; i++)
		if (!strchr(p->shows.v[i], '/'))
			good = yaml_complain(f, yaml_get(f, root, "shows"),
			                     "shows: a glob of TOOLCHAIN/OPT (gcc-12-*/O2) was expected, not %s",
			                     p->shows.v[i]);
	if (p->tolerance < 0 || p->tolerance >= 1)
		good =
		    yaml_complain(f, yaml_get(f, root, "tolerance"), "tolerance: at least 0 and below 1 was expected");
	if (p->tolerance > 0 && !p->tolerance_why)
		good = yaml_complain(f, yaml_get(f, root, "tolerance"), "tolerance-why: is missing beside a tolerance");
	return good;
}

static bool is_name(const char *s)
{
	for (const char *p = s; *p; p++)
		if (!islower((unsigned char)*p) && (p == s || (!isdigit((unsigned char)*p) && *p != '-')))
			return false;
	return *s;
}

static bool has_sources(const struct pair *p, struct arena *arena)
{
	static const char *const files[] = {"bad.c", "good.c", "drive.c"};
	bool good = true;
	for (unsigned i = 0; i < sizeof files / sizeof *files; i++) {
		const char *path = arena_printf(arena, "%s/%s", p->folder, files[i]);
		if (access(path, R_OK)) {
			diag_error("%s: %s (every pair has bad.c, good.c and drive.c)", path, strerror(errno));
			good = false;
		}
	}
	return good;
}

struct pair *manifest_load(const char *folder, const char *class, const char *name, struct arena *arena)
{
	struct yaml_file f;
	struct pair *p = ARENA_NEW(arena, struct pair);
	p->name = arena_strdup(arena, name);
	p->symbol = arena_strdup(arena, name);
	for (char *s = p->symbol; *s; s++)
		*s = *s == '-' ? '_' : *s;
	p->folder = arena_strdup(arena, folder);
	p->measure = MEASURE_DEFAULT;
	if (!is_name(name)) {
		diag_error("%s: a folder name of small letters, digits and dashes was expected", folder);
		return NULL;
	}
	if (!yaml_file_open(&f, arena_printf(arena, "%s/pair.yaml", folder), arena))
		return NULL;
	bool good = yaml_read(&f, yaml_file_root(&f), fields, p) && check(&f, p, class);
	yaml_file_close(&f);
	return good && has_sources(p, arena) ? p : NULL;
}

static int is_visible(const struct dirent *d) { return d->d_name[0] != '.'; }

/* The folders in `folder`, sorted; returns their number, < 0: unreadable. */
static int subfolders(const char *folder, struct strings *out, struct arena *arena)
{
	struct dirent **entry;
	struct stat s;
	int n = scandir(folder, &entry, is_visible, alphasort);
	for (int i = 0; i < n; i++) {
		if (!stat(arena_printf(arena, "%s/%s", folder, entry[i]->d_name), &s) && S_ISDIR(s.st_mode))
			strings_add(arena, out, arena_strdup(arena, entry[i]->d_name));
		free(entry[i]);
	}
	if (n >= 0)
		free(entry);
	return n < 0 ? -1 : (int)out->n;
}

static int class_rank(const struct class *c)
{
	int i = 0;
	while (class_table[i] && class_table[i] != c)
		i++;
	return i;
}

static int by_class(const void *a, const void *b)
{
	const struct pair *x = *(struct pair *const *)a, *y = *(struct pair *const *)b;
	int d = class_rank(x->class) - class_rank(y->class);
	return d ? d : strcmp(x->name, y->name);
}

/* Two pairs of one name would clash in the driver, and in every table. */
static void drop_doubles(struct corpus *c)
{
	unsigned kept = 0;
	for (unsigned i = 0; i < c->n; i++) {
		unsigned k = 0;
		while (k < kept && strcmp(c->v[k]->name, c->v[i]->name))
			k++;
		if (k == kept)
			c->v[kept++] = c->v[i];
		else
			diag_error("%s: a pair of this name is there already, %s (another name was expected)",
			           c->v[i]->folder, c->v[k]->folder);
	}
	c->n = kept;
}

void corpus_load(struct corpus *c, const char *folder, struct arena *arena)
{
	struct strings classes = {0};
	c->folder = arena_strdup(arena, folder);
	if (subfolders(folder, &classes, arena) < 0)
		diag_error("%s: %s (the folder of the corpus was expected)", folder, strerror(errno));
	for (unsigned i = 0; i < classes.n; i++) {
		struct strings pairs = {0};
		char *class_folder = arena_printf(arena, "%s/%s", folder, classes.v[i]);
		if (subfolders(class_folder, &pairs, arena) < 0)
			diag_error("%s: %s", class_folder, strerror(errno));
		for (unsigned k = 0; k < pairs.n; k++) {
			char *path = arena_printf(arena, "%s/%s", class_folder, pairs.v[k]);
			struct pair *p = manifest_load(path, classes.v[i], pairs.v[k], arena);
			if (p)
				*ARENA_PUSH(arena, c) = p; /* NOLINT(bugprone-sizeof-expression): a list of pointers */
		}
	}
	if (c->n)
		qsort(c->v, c->n, sizeof *c->v, by_class); /* NOLINT(bugprone-sizeof-expression): a list of pointers */
	drop_doubles(c);
}
