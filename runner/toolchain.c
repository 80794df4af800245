/* toolchain.c: reads toolchains/: one compiler at one version for one ISA in each file. */
#include "toolchain.h"

#include "buf.h"
#include "diag.h"
#include "oracle_source.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>

const char *host_machine(void)
{
	static struct utsname u;
	return uname(&u) ? "unknown" : u.machine;
}

bool isa_read(struct yaml_file *f, yaml_node_t *n, void *field)
{
	const char *name = yaml_text(f, n, "isa");
	if (!name)
		return false;
	*(const struct isa **)field = isa_by_name(name);
	if (*(const struct isa **)field)
		return true;
	struct buf known = {0};
	for (const struct isa *const *i = isa_table; *i; i++)
		buf_printf(&known, "%s%s", i == isa_table ? "" : " or ", (*i)->name);
	yaml_complain(f, n, "isa: %.*s was expected, not %s", (int)known.size, known.data, name);
	buf_free(&known);
	return false;
}

#define FIELD(type, member) offsetof(type, member)

bool tool_read(struct yaml_file *f, yaml_node_t *n, void *field)
{
	static const struct yaml_field fields[] = {
	    {"command", YAML_TEXT, true, FIELD(struct tool, command), NULL},
	    {"args", YAML_STRINGS, false, FIELD(struct tool, args), NULL},
	    {"packages", YAML_STRINGS, true, FIELD(struct tool, packages), NULL},
	    {0},
	};
	return yaml_read(f, n, fields, field);
}

/* Host machine -> tool: all are read, so that a fault is seen on every host; this host's is kept. */
static bool read_hosts(struct yaml_file *f, yaml_node_t *n, void *field)
{
	bool good = n->type == YAML_MAPPING_NODE && n->data.mapping.pairs.start < n->data.mapping.pairs.top;
	if (!good)
		return yaml_complain(f, n, "hosts: a command for each host machine was expected");
	for (yaml_node_pair_t *p = n->data.mapping.pairs.start; p < n->data.mapping.pairs.top; p++) {
		struct tool tool = {0};
		const char *name = yaml_text(f, yaml_document_get_node(&f->document, p->key), "hosts");
		good &= name && tool_read(f, yaml_document_get_node(&f->document, p->value), &tool);
		if (name && !strcmp(name, host_machine()))
			*(struct tool *)field = tool;
	}
	return good;
}

static bool read_record(struct yaml_file *f, yaml_node_t *n, void *field)
{
	static const struct yaml_field fields[] = {
	    {"flags", YAML_STRINGS, true, FIELD(struct record, flags), NULL},
	    {"file", YAML_TEXT, true, FIELD(struct record, file), NULL},
	    {"format", YAML_TEXT, true, FIELD(struct record, format), NULL},
	    {0},
	};
	struct record *r = field;
	if (!yaml_read(f, n, fields, r))
		return false;
	if (!remarks_known_format(r->format))
		return yaml_complain(f, n, "record: format: gcc or clang was expected, not %s", r->format);
	return true;
}

static bool read_lto(struct yaml_file *f, yaml_node_t *n, void *field)
{
	static const struct yaml_field fields[] = {
	    {"flags", YAML_STRINGS, true, FIELD(struct link_time, flags), NULL},
	    {"link", YAML_STRINGS, false, FIELD(struct link_time, link), NULL},
	    {"packages", YAML_STRINGS, false, FIELD(struct link_time, packages), NULL},
	    {0},
	};
	return yaml_read(f, n, fields, field);
}

struct levels {
	struct isa_level *v;
	unsigned n, cap;
};

static bool read_levels(struct yaml_file *f, yaml_node_t *n, void *field)
{
	static const struct yaml_field fields[] = {
	    {"flags", YAML_STRINGS, true, FIELD(struct isa_level, flags), NULL},
	    {"needs", YAML_STRINGS, false, FIELD(struct isa_level, needs), NULL},
	    {"not-emulated", YAML_TEXT, false, FIELD(struct isa_level, not_emulated), NULL},
	    {"emulator-fault", YAML_TEXT, false, FIELD(struct isa_level, emulator_fault), NULL},
	    {0},
	};
	struct levels *levels = field;
	if (n->type != YAML_MAPPING_NODE)
		return yaml_complain(f, n, "isa-levels: names with flags were expected");
	bool good = true;
	for (yaml_node_pair_t *p = n->data.mapping.pairs.start; p < n->data.mapping.pairs.top; p++) {
		struct isa_level level = {0};
		level.name = yaml_text(f, yaml_document_get_node(&f->document, p->key), "isa-levels");
		good &= level.name && yaml_read(f, yaml_document_get_node(&f->document, p->value), fields, &level);
		*ARENA_PUSH(f->arena, levels) = level;
	}
	return good;
}

static bool read_verify(struct yaml_file *f, yaml_node_t *n, void *field)
{
	static const struct yaml_field fields[] = {
	    {"base", YAML_TEXT, false, FIELD(struct verify_builds, base), NULL},
	    {"quick", YAML_STRINGS, false, FIELD(struct verify_builds, quick), NULL},
	    {"default", YAML_STRINGS, false, FIELD(struct verify_builds, usual), NULL},
	    {"all", YAML_STRINGS, false, FIELD(struct verify_builds, all), NULL},
	    {0},
	};
	return yaml_read(f, n, fields, field);
}

struct toolchain_file {
	struct toolchain t;
	struct levels levels;
};

static const struct yaml_field toolchain_fields[] = {
    {"isa", YAML_CUSTOM, true, FIELD(struct toolchain_file, t.isa), isa_read},
    {"default", YAML_FLAG, false, FIELD(struct toolchain_file, t.is_default), NULL},
    {"hosts", YAML_CUSTOM, true, FIELD(struct toolchain_file, t.cc), read_hosts},
    {"flags", YAML_STRINGS, false, FIELD(struct toolchain_file, t.flags), NULL},
    {"link", YAML_STRINGS, false, FIELD(struct toolchain_file, t.link), NULL},
    {"lto", YAML_CUSTOM, false, FIELD(struct toolchain_file, t.lto), read_lto},
    {"isa-levels", YAML_CUSTOM, false, FIELD(struct toolchain_file, levels), read_levels},
    {"emulator", YAML_CUSTOM, true, FIELD(struct toolchain_file, t.emulator), tool_read},
    {"scheduler", YAML_CUSTOM, false, FIELD(struct toolchain_file, t.scheduler), tool_read},
    {"record", YAML_CUSTOM, false, FIELD(struct toolchain_file, t.record), read_record},
    {"spill-marks", YAML_TEXT, false, FIELD(struct toolchain_file, t.spill_marks), NULL},
    {"vectorises-one-exit-only", YAML_FLAG, false, FIELD(struct toolchain_file, t.one_exit), NULL},
    {"verify", YAML_CUSTOM, false, FIELD(struct toolchain_file, t.verify), read_verify},
    {0},
};

void tool_find(struct tool *t, struct arena *a)
{
	char path[PATH_MAX];
	if (t->command && exec_find(t->command, path, sizeof path))
		t->path = arena_strdup(a, path);
}

/* "gcc-12-x86_64": the id ends in the ISA, so that a table can group by it. */
static bool split_id(struct yaml_file *f, struct toolchain *t)
{
	size_t n = strlen(t->id), k = strlen(t->isa->name);
	if (n < k + 2 || t->id[n - k - 1] != '-' || strcmp(t->id + n - k, t->isa->name))
		return yaml_complain(f, NULL, "a file name that ends in -%s.yaml was expected", t->isa->name);
	t->compiler = arena_printf(f->arena, "%.*s", (int)(n - k - 1), t->id);
	return true;
}

static struct toolchain *load(const char *path, const char *id, struct arena *arena)
{
	struct yaml_file f;
	struct toolchain_file *r = ARENA_NEW(arena, struct toolchain_file);
	if (!yaml_file_open(&f, path, arena))
		return NULL;
	r->t.id = arena_strdup(arena, id);
	r->t.file = arena_strdup(arena, path);
	bool good = yaml_read(&f, yaml_file_root(&f), toolchain_fields, r) && split_id(&f, &r->t);
	yaml_file_close(&f);
	if (!good)
		return NULL;
	r->t.n_level = r->levels.n + 1;
	r->t.level = ARENA_ARRAY(arena, struct isa_level, r->t.n_level);
	r->t.level[0].name = (char *)"base";
	if (r->levels.n)
		memcpy(r->t.level + 1, r->levels.v, r->levels.n * sizeof *r->levels.v);
	r->t.native = !strcmp(r->t.isa->name, host_machine());
	tool_find(&r->t.cc, arena);
	tool_find(&r->t.emulator, arena);
	tool_find(&r->t.scheduler, arena);
	return &r->t;
}

static int is_yaml(const struct dirent *d)
{
	size_t n = strlen(d->d_name);
	return n > 5 && d->d_name[0] != '.' && !strcmp(d->d_name + n - 5, ".yaml");
}

void toolchains_load(struct toolchains *t, const char *dir, struct arena *arena)
{
	struct dirent **entry;
	int n = scandir(dir, &entry, is_yaml, alphasort);
	if (n < 0) {
		diag_error("%s: %s (a folder of toolchain files was expected)", dir, strerror(errno));
		return;
	}
	if (!n)
		diag_error("%s: it holds no toolchain file (ID.yaml was expected)", dir);
	for (int i = 0; i < n; i++) {
		char *path = arena_printf(arena, "%s/%s", dir, entry[i]->d_name);
		entry[i]->d_name[strlen(entry[i]->d_name) - 5] = 0;
		struct toolchain *one = load(path, entry[i]->d_name, arena);
		if (one)
			*ARENA_PUSH(arena, t) = one; /* NOLINT(bugprone-sizeof-expression): a list of pointers */
		free(entry[i]);
	}
	free(entry);
}

const struct toolchain *toolchain_by_id(const struct toolchains *t, const char *id)
{
	for (unsigned i = 0; i < t->n; i++)
		if (!strcmp(t->v[i]->id, id))
			return t->v[i];
	return NULL;
}

const char *toolchains_known(const struct toolchains *t, struct arena *arena)
{
	const char *text = "";
	for (unsigned i = 0; i < t->n; i++)
		text = arena_printf(arena, "%s%s%s", text, i ? ", " : "", t->v[i]->id);
	return text;
}

const char *tool_missing(const struct tool *t, struct arena *arena)
{
	const char *packages = "";
	for (unsigned i = 0; i < t->packages.n; i++)
		packages = arena_printf(arena, "%s%s%s", packages, i ? ", " : "", t->packages.v[i]);
	return arena_printf(arena, "%s is missing (Debian package%s %s)", t->command, t->packages.n > 1 ? "s" : "",
	                    packages);
}

const char *toolchain_unavailable(const struct toolchain *t, struct arena *arena)
{
	if (!t->cc.command)
		return arena_printf(arena, "%s names no command for a host of machine %s", t->file, host_machine());
	return t->cc.path ? NULL : tool_missing(&t->cc, arena);
}

const char *toolchain_no_emulator(const struct toolchain *t, struct arena *arena)
{
	return t->emulator.path ? NULL : tool_missing(&t->emulator, arena);
}

/* Whether a line of /proc/cpuinfo lists the word. The lines are called "flags" or "Features", as the kernel has it. */
static bool cpu_lists(const char *word)
{
	FILE *in = fopen("/proc/cpuinfo", "re");
	char *line = NULL;
	size_t cap = 0;
	bool found = false;
	while (in && !found && getline(&line, &cap, in) > 0) {
		char *save, *colon = strchr(line, ':');
		if (!colon || (strncmp(line, "flags", 5) && strncmp(line, "Features", 8)))
			continue;
		for (char *w = strtok_r(colon + 1, " \n", &save); w && !found; w = strtok_r(NULL, " \n", &save))
			found = !strcmp(w, word);
		break;
	}
	free(line);
	if (in)
		fclose(in);
	return found;
}

bool toolchain_runs_natively(const struct toolchain *t, const struct isa_level *level)
{
	for (unsigned i = 0; t->native && i < level->needs.n; i++)
		if (!cpu_lists(level->needs.v[i]))
			return false;
	return t->native;
}
