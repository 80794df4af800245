/* export.c: writes the corpus with its labels and objects as one folder, which is whole or not there. */
#include "export.h"

#include "diag.h"
#include "paths.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const half_names[] = {"bad", "good"};

const char *export_source(const struct pair *p, const char *file, struct arena *a)
{
	return arena_printf(a, "sources/%s/%s/%s", p->class->name, p->name, file);
}

const char *export_object(const struct cell *c, enum half h, struct arena *a)
{
	return arena_printf(a, "objects/%s/%s.%s.o", c->column->config.name, c->pair->name, half_names[h]);
}

/* ---- the folder -------------------------------------------------------------------------------------------------- */

/* What is there must be an empty folder, or nothing. */
static bool is_free(const char *folder)
{
	DIR *d = opendir(folder);
	struct dirent *e;
	if (!d && errno == ENOENT)
		return true;
	if (!d) {
		diag_error("%s: %s (an empty folder, or a name that is free, was expected)", folder, strerror(errno));
		return false;
	}
	while ((e = readdir(d)) && (!strcmp(e->d_name, ".") || !strcmp(e->d_name, "..")))
		;
	if (e)
		diag_error("%s: it holds %s: an empty folder, or a name that is free, was expected", folder, e->d_name);
	closedir(d);
	return !e;
}

struct target {
	const char *folder; /* what will be there in the end */
	char *temporary;    /* beside it, until all is written */
	struct arena arena;
};

static bool open_target(struct target *t, const char *folder)
{
	char *name = arena_strdup(&t->arena, folder);
	for (size_t n = strlen(name); n > 1 && name[n - 1] == '/'; n--)
		name[n - 1] = '\0';
	const char *slash = strrchr(name, '/');
	char *parent = slash ? arena_printf(&t->arena, "%.*s", slash == name ? 1 : (int)(slash - name), name)
	                     : arena_strdup(&t->arena, ".");
	t->folder = name;
	t->temporary = arena_printf(&t->arena, "%s/.%s.XXXXXX", parent, slash ? slash + 1 : name);
	if (folder_make(parent) && mkdtemp(t->temporary))
		return true;
	diag_error("%s: %s (a folder that can be written was expected)", parent, strerror(errno));
	return false;
}

static bool failed(const char *path)
{
	diag_error("%s: %s", path, strerror(errno));
	return false;
}

static bool put(struct target *t, const char *relative, const void *data, size_t size)
{
	char *path = arena_printf(&t->arena, "%s/%s", t->temporary, relative);
	char *slash = strrchr(path, '/');
	*slash = '\0';
	bool good = folder_make(path);
	*slash = '/';
	return (good && file_write_atomically(path, data, size, 0644)) || failed(path);
}

static bool copy(struct target *t, const char *relative, const char *from)
{
	struct buf b = {0};
	bool good = file_read(from, &b) ? put(t, relative, b.data, b.size) : failed(from);
	buf_free(&b);
	return good;
}

/* ---- its files --------------------------------------------------------------------------------------------------- */

static int is_header(const struct dirent *d)
{
	size_t n = strlen(d->d_name);
	return n > 2 && !strcmp(d->d_name + n - 2, ".h");
}

/* What sources may include lies beside them, in the class' folder and in the corpus'. */
static bool copy_headers(struct target *t, const char *from, const char *to)
{
	struct dirent **entry;
	int n = scandir(from, &entry, is_header, alphasort);
	bool good = n >= 0 || failed(from);
	for (int i = 0; i < n; i++) {
		const char *name = entry[i]->d_name;
		good = good && copy(t, arena_printf(&t->arena, "%s/%s", to, name),
		                    arena_printf(&t->arena, "%s/%s", from, name));
		free(entry[i]);
	}
	if (n >= 0)
		free(entry);
	return good;
}

static bool copy_pair(struct target *t, const struct pair *p)
{
	static const char *const files[] = {"bad.c", "good.c", "drive.c", "pair.yaml"};
	bool good = copy_headers(t, p->folder, arena_printf(&t->arena, "sources/%s/%s", p->class->name, p->name));
	for (unsigned i = 0; good && i < sizeof files / sizeof *files; i++)
		good = copy(t, export_source(p, files[i], &t->arena),
		            arena_printf(&t->arena, "%s/%s", p->folder, files[i]));
	return good;
}

static bool copy_class(struct target *t, const struct run *r, const struct class *c)
{
	char *from = arena_printf(&t->arena, "%s/%s", r->corpus.folder, c->name);
	char *to = arena_printf(&t->arena, "sources/%s", c->name);
	char *lesson = arena_printf(&t->arena, "%s/LESSON.md", from);
	return copy_headers(t, from, to) &&
	       (access(lesson, R_OK) || copy(t, arena_printf(&t->arena, "%s/LESSON.md", to), lesson));
}

static bool copy_sources(struct target *t, const struct run *r)
{
	bool good = copy_headers(t, r->driver_folder, "sources") &&
	            copy(t, "sources/drive.c", arena_printf(&t->arena, "%s/drive.c", r->driver_folder));
	for (unsigned i = 0; good && i < r->n_pair; i++) {
		if (!i || r->pair[i]->class != r->pair[i - 1]->class)
			good = copy_class(t, r, r->pair[i]->class);
		good = good && copy_pair(t, r->pair[i]);
	}
	return good;
}

static bool copy_objects(struct target *t, struct run *r)
{
	bool good = true;
	for (unsigned i = 0; good && i < run_cells(r); i++)
		for (int h = HALF_BAD; good && h <= HALF_GOOD; h++) {
			struct cell *c = &r->cell[i];
			if (!c->column->unavailable && cell_object(r, c, (enum half)h))
				good = copy(t, export_object(c, (enum half)h, &t->arena), c->object[h]);
		}
	return good;
}

static bool put_json(struct target *t, struct run *r)
{
	json_t *j = export_json(r);
	char *text = json_dumps(j, JSON_INDENT(1) | JSON_REAL_PRECISION(12));
	if (!text)
		diag_internal("the corpus could not be written as JSON");
	bool good = put(t, "corpus.json", text, strlen(text));
	free(text);
	json_decref(j);
	return good;
}

/* An empty folder of that name is replaced; one that has been filled meanwhile is not. */
static bool give_name(struct target *t)
{
	mode_t mask = umask(0);
	umask(mask);
	if (!chmod(t->temporary, 0777 & ~mask) && !rename(t->temporary, t->folder))
		return true;
	return failed(t->folder);
}

static bool write_all(struct target *t, struct run *r)
{
	char *format = arena_printf(&t->arena, "%s/EXPORT.md", paths_data(&t->arena, "corpus"));
	return copy_sources(t, r) && copy_objects(t, r) && put_json(t, r) && copy(t, "EXPORT.md", format) &&
	       give_name(t);
}

static unsigned count_errors(const struct run *r)
{
	unsigned n = 0;
	for (unsigned i = 0; i < run_cells(r); i++)
		if (r->cell[i].error) {
			diag_notice("%s: left out: %s", r->cell[i].column->config.name, r->cell[i].error);
			n++;
		}
	return n;
}

int export_main(const struct run_options *o, const char *folder)
{
	struct run r = {0};
	struct target t = {0};
	if (!is_free(folder) || !run_begin(&r, o))
		return EXIT_INPUT;
	/* Only now: what is killed before leaves nothing beside the folder. */
	if (open_target(&t, folder)) {
		if (write_all(&t, &r))
			printf("%s: %u pairs in %u configs\n", t.folder, r.n_pair, r.n_column);
		else
			folder_remove(t.temporary);
	}
	if (count_errors(&r))
		diag_raise(EXIT_FAILED);
	run_say_missing(&r);
	run_end(&r);
	arena_free(&t.arena);
	return diag_exit_code();
}
