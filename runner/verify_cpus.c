/* verify_cpus.c: the CPUs that kernels are run on: ISA/cpus.yaml, the emulators found, this machine. */
#include "diag.h"
#include "paths.h"
#include "verify.h"

#include <limits.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One emulator program. */
struct emulator {
	char *path;    /* NULL: not there */
	char *version; /* "7.2.22" */
	char *says;    /* on standard error, given a file that is no program */
	bool plugins;
};

struct cpus_file {
	struct tool tool;
	struct strings features;
	struct verify_cpus cpus;
	struct emulator usual, newer;
};

enum { LIMIT_MS = 20000 };

/* ---- the file ---------------------------------------------------------------------------------------------------- */

static bool read_gains(struct yaml_file *f, yaml_node_t *n, void *field)
{
	struct verify_cpu *cpu = (struct verify_cpu *)((char *)field - offsetof(struct verify_cpu, gains));
	if (n->type != YAML_MAPPING_NODE)
		return yaml_complain(f, n, "gains: features with QEMU versions (`cssc: 11`) were expected");
	for (yaml_node_pair_t *p = n->data.mapping.pairs.start; p < n->data.mapping.pairs.top; p++) {
		yaml_node_t *value = yaml_document_get_node(&f->document, p->value);
		struct verify_gain g = {.feature = yaml_text(f, yaml_document_get_node(&f->document, p->key), "gains")};
		char *end, *text = yaml_text(f, value, "gains");
		if (!g.feature || !text)
			return false;
		g.since = strtod(text, &end);
		if (*end || !(g.since > 0))
			return yaml_complain(f, value, "gains: a version was expected, not %s", text);
		*ARENA_PUSH(f->arena, &cpu->gains) = g;
	}
	return true;
}

static bool read_from_file(struct yaml_file *f, yaml_node_t *n, void *field)
{
	static const struct yaml_field fields[] = {
	    {"feature", YAML_TEXT, true, offsetof(struct verify_file_feature, feature), NULL},
	    {"file", YAML_TEXT, true, offsetof(struct verify_file_feature, file), NULL},
	    {"least", YAML_NUMBER, true, offsetof(struct verify_file_feature, least), NULL},
	    {0},
	};
	return yaml_read(f, n, fields, field);
}

static bool check_cpu(struct yaml_file *f, yaml_node_t *at, const struct verify_cpu *c)
{
	if (c->native && (c->args.n || c->has.v || c->qemu > 0))
		return yaml_complain(f, at, "%s: the host's row has neither args nor has nor qemu", c->id);
	if (!c->native && (!c->args.n || !c->has.v))
		return yaml_complain(f, at, "%s: `args` and `has` were expected", c->id);
	return true;
}

static bool read_cpus(struct yaml_file *f, yaml_node_t *n, void *field)
{
	static const struct yaml_field fields[] = {
	    {"id", YAML_TEXT, true, offsetof(struct verify_cpu, id), NULL},
	    {"native", YAML_FLAG, false, offsetof(struct verify_cpu, native), NULL},
	    {"args", YAML_STRINGS, false, offsetof(struct verify_cpu, args), NULL},
	    {"has", YAML_STRINGS, false, offsetof(struct verify_cpu, has), NULL},
	    {"gains", YAML_CUSTOM, false, offsetof(struct verify_cpu, gains), read_gains},
	    {"from-file", YAML_CUSTOM, false, offsetof(struct verify_cpu, from_file), read_from_file},
	    {"qemu", YAML_NUMBER, false, offsetof(struct verify_cpu, qemu), NULL},
	    {"quick", YAML_FLAG, false, offsetof(struct verify_cpu, quick), NULL},
	    {0},
	};
	struct verify_cpus *cpus = field;
	if (n->type != YAML_SEQUENCE_NODE)
		return yaml_complain(f, n, "cpus: a list was expected");
	bool good = true;
	for (yaml_node_item_t *i = n->data.sequence.items.start; i < n->data.sequence.items.top; i++) {
		yaml_node_t *at = yaml_document_get_node(&f->document, *i);
		struct verify_cpu c = {.line = (unsigned)at->start_mark.line + 1};
		if (!yaml_read(f, at, fields, &c) || !check_cpu(f, at, &c)) {
			good = false;
			continue;
		}
		for (unsigned k = 0; k < cpus->n; k++)
			if (!strcmp(cpus->v[k].id, c.id))
				good = yaml_complain(f, at, "%s stands in line %u already", c.id, cpus->v[k].line);
		*ARENA_PUSH(f->arena, cpus) = c;
	}
	return good;
}

/* A word that `features` lacks would be taken for one that nothing is known of. */
static bool check_words(struct yaml_file *f, const struct cpus_file *file)
{
	for (unsigned i = 0; i < file->cpus.n; i++) {
		const struct verify_cpu *c = &file->cpus.v[i];
		const char *odd = NULL;
		for (unsigned k = 0; k < c->has.n; k++)
			odd = strings_has(&file->features, c->has.v[k]) ? odd : c->has.v[k];
		for (unsigned k = 0; k < c->gains.n; k++)
			odd = strings_has(&file->features, c->gains.v[k].feature) ? odd : c->gains.v[k].feature;
		if (odd) {
			diag_error("%s:%u: %s: one of the words in `features` was expected, not `%s`", f->path, c->line,
			           c->id, odd);
			return false;
		}
	}
	return true;
}

/* ---- this machine and its emulators ------------------------------------------------------------------------------ */

/* The lines are called "flags" or "Features", as the kernel has it; all CPUs of a machine are taken to be alike. */
static void read_cpuinfo(struct strings *has, struct arena *a)
{
	FILE *in = fopen("/proc/cpuinfo", "re");
	char *line = NULL;
	size_t cap = 0;
	while (in && getline(&line, &cap, in) > 0) {
		char *save, *colon = strchr(line, ':');
		if (!colon || (strncmp(line, "flags", 5) && strncmp(line, "Features", 8)))
			continue;
		for (char *w = strtok_r(colon + 1, " \n", &save); w; w = strtok_r(NULL, " \n", &save))
			strings_add(a, has, arena_strdup(a, w));
		break;
	}
	free(line);
	if (in)
		fclose(in);
}

static void read_feature_file(struct verify_cpu *c, struct arena *a)
{
	double n = 0;
	FILE *in = c->from_file.feature ? fopen(c->from_file.file, "re") : NULL;
	if (in && fscanf(in, "%lf", &n) == 1 && n >= c->from_file.least)
		strings_add(a, &c->has, c->from_file.feature);
	if (in)
		fclose(in);
}

/* What the emulator writes on standard error when it is to run a file that is no program. */
static char *says(const char *emulator, const struct strings *args, struct arena *a)
{
	struct exec_result r;
	struct strings argv = {0};
	strings_add(a, &argv, (char *)emulator);
	for (unsigned i = 0; args && i < args->n; i++)
		strings_add(a, &argv, args->v[i]);
	strings_add(a, &argv, (char *)"/dev/null");
	exec_run(argv.v, NULL, LIMIT_MS, &r);
	char *text = arena_printf(a, "%.*s", (int)r.err.size, r.err.size ? r.err.data : "");
	exec_free(&r);
	return text;
}

/* A QEMU that is linked statically has no such option: Debian sid's 11.1. */
static bool takes_plugins(char *path)
{
	struct exec_result r;
	char *const argv[] = {path, (char *)"-help", NULL};
	exec_run(argv, NULL, LIMIT_MS, &r);
	buf_putc(&r.out, '\0');
	bool takes = strstr(r.out.data, "-plugin");
	exec_free(&r);
	return takes;
}

static void ask(struct emulator *e, char *path, struct arena *a)
{
	struct exec_result r;
	char *const argv[] = {path, (char *)"--version", NULL};
	const char *word = " version ";
	bool good = path && exec_run(argv, NULL, LIMIT_MS, &r);
	if (!path)
		return;
	buf_putc(&r.out, '\0');
	const char *at = good ? strstr(r.out.data, word) : NULL;
	if (at) {
		at += strlen(word);
		e->path = path;
		e->version = arena_printf(a, "%.*s", (int)strcspn(at, " \n("), at);
		e->says = says(path, NULL, a);
		e->plugins = takes_plugins(path);
	}
	exec_free(&r);
}

/* PATH's, and the one that toolchains/qemu.sh unpacks. */
static void find_emulators(struct cpus_file *f, struct arena *a)
{
	char path[PATH_MAX];
	tool_find(&f->tool, a);
	ask(&f->usual, f->tool.path, a);
	if (exec_find(arena_printf(a, "%s/qemu/usr/bin/%s", paths_build(), f->tool.command), path, sizeof path))
		ask(&f->newer, arena_strdup(a, path), a);
}

static double number(const char *version) { return version ? strtod(version, NULL) : 0; }

/* What it says about the model beyond warnings and what it would say without; NULL: nothing, it knows it. */
static char *objects(const struct emulator *e, const struct verify_cpu *c, struct arena *a)
{
	char *save, *text = says(e->path, &c->args, a);
	for (char *line = strtok_r(text, "\n", &save); line; line = strtok_r(NULL, "\n", &save))
		if (!strstr(line, ": warning: ") && !strstr(e->says, line))
			return line;
	return NULL;
}

static void choose_emulator(const struct cpus_file *f, struct verify_cpu *c, struct arena *a)
{
	const struct emulator *e = f->usual.path && number(f->usual.version) >= c->qemu ? &f->usual : &f->newer;
	if (!e->path || number(e->version) < c->qemu) {
		if (!f->usual.path && !(c->qemu > 0))
			c->unavailable = (char *)tool_missing(&f->tool, a);
		else
			c->unavailable =
			    arena_printf(a, "%s %g or newer is needed, found: %s (toolchains/qemu.sh brings one)",
			                 f->tool.command, c->qemu, f->usual.path ? f->usual.version : "none");
		return;
	}
	c->unavailable = objects(e, c, a);
	c->emulator = c->unavailable ? NULL : e->path;
	c->version = e->version;
	c->plugins = e->plugins;
	for (unsigned i = 0; i < c->gains.n; i++)
		if (number(e->version) >= c->gains.v[i].since) {
			strings_add(a, &c->has, c->gains.v[i].feature);
			c->gained = true;
		}
}

static void complete(struct cpus_file *f, const struct isa *isa, struct arena *a)
{
	bool host = !strcmp(isa->name, host_machine());
	find_emulators(f, a);
	for (unsigned i = 0; i < f->cpus.n; i++) {
		struct verify_cpu *c = &f->cpus.v[i];
		c->isa = isa;
		if (!c->native) {
			c->features = f->features;
			choose_emulator(f, c, a);
		} else if (host) {
			read_cpuinfo(&c->has, a);
			read_feature_file(c, a);
		} else
			c->unavailable = arena_printf(a, "this machine is of %s, not %s", host_machine(), isa->name);
	}
}

static bool load(const struct isa *isa, struct verify_cpus *cpus, struct arena *arena)
{
	static const struct yaml_field fields[] = {
	    {"emulator", YAML_CUSTOM, true, offsetof(struct cpus_file, tool), tool_read},
	    {"features", YAML_STRINGS, true, offsetof(struct cpus_file, features), NULL},
	    {"cpus", YAML_CUSTOM, true, offsetof(struct cpus_file, cpus), read_cpus},
	    {0},
	};
	struct yaml_file f;
	struct cpus_file file = {0};
	if (!yaml_file_open(&f, paths_data(arena, arena_printf(arena, "%s/cpus.yaml", isa->name)), arena))
		return false;
	bool good = yaml_read(&f, yaml_file_root(&f), fields, &file) && check_words(&f, &file);
	yaml_file_close(&f);
	if (!good)
		return false;
	complete(&file, isa, arena);
	for (unsigned i = 0; i < file.cpus.n; i++)
		*ARENA_PUSH(arena, cpus) = file.cpus.v[i];
	return true;
}

bool verify_cpus_load(struct verify_cpus *cpus, struct arena *arena)
{
	bool good = true;
	for (const struct isa *const *isa = isa_table; *isa; isa++)
		good &= load(*isa, cpus, arena);
	return good;
}

bool verify_cpu_has(const struct verify_cpu *cpu, const struct strings *needs)
{
	for (unsigned i = 0; i < needs->n; i++)
		if (!strings_has(&cpu->has, needs->v[i]))
			return false;
	return true;
}

const char *verify_cpu_lacks(const struct verify_cpu *cpu, const struct strings *needs)
{
	for (unsigned i = 0; i < needs->n; i++)
		if (!strings_has(&cpu->has, needs->v[i]) && (cpu->native || strings_has(&cpu->features, needs->v[i])))
			return needs->v[i];
	return NULL;
}
