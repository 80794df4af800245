/* verify_again.c: the command that runs one case of `assay verify` again, for a shell. */
#include "paths.h"
#include "verify_build.h"

#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *quoted(const char *word, struct arena *arena)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=./,:@%^";
	if (*word && !word[strspn(word, plain)])
		return word;
	struct buf b = {0};
	buf_putc(&b, '\'');
	for (; *word; word++)
		if (*word == '\'')
			buf_puts(&b, "'\\''");
		else
			buf_putc(&b, *word);
	buf_putc(&b, '\'');
	const char *text = arena_printf(arena, "%.*s", (int)b.size, b.data);
	buf_free(&b);
	return text;
}

const char *shell_command(char *const argv[], struct arena *arena)
{
	struct buf b = {0};
	for (unsigned i = 0; argv[i]; i++)
		buf_printf(&b, "%s%s", i ? " " : "", quoted(argv[i], arena));
	const char *text = arena_printf(arena, "%.*s", (int)b.size, b.size ? b.data : "");
	buf_free(&b);
	return text;
}

/* The options take globs: a name stands for itself. */
static char *literal(const char *name, struct arena *arena)
{
	struct buf b = {0};
	for (; *name; name++) {
		if (strchr("*?[\\", *name))
			buf_putc(&b, '\\');
		buf_putc(&b, *name);
	}
	char *text = arena_printf(arena, "%.*s", (int)b.size, b.size ? b.data : "");
	buf_free(&b);
	return text;
}

static bool is_ours(const char *registry, struct arena *arena)
{
	char a[PATH_MAX], b[PATH_MAX];
	return realpath(registry, a) && realpath(paths_data(arena, "kernels/registry.yaml"), b) && !strcmp(a, b);
}

static void add(struct strings *argv, const char *option, const char *value, struct arena *arena)
{
	strings_add(arena, argv, arena_printf(arena, "--%s=%s", option, value));
}

const char *verify_again(const struct verify_outcome *o, struct arena *arena)
{
	const struct verify_tier *t = o->cell->tier;
	const struct verify_registry *r = t->kernel->registry;
	struct strings argv = {0};
	strings_add(arena, &argv, (char *)"assay");
	strings_add(arena, &argv, (char *)"verify");
	if (!is_ours(r->file, arena))
		add(&argv, "registry", r->file, arena);
	add(&argv, "kernel", literal(t->kernel->name, arena), arena);
	add(&argv, "tier", literal(t->name, arena), arena);
	add(&argv, "cpu", literal(o->cell->cpu->id, arena), arena);
	add(&argv, "build", literal(o->cell->driver->build->name, arena), arena);
	add(&argv, "check", verify_checks[o->check].name, arena);
	add(&argv, "seed", arena_printf(arena, "%" PRIu64, o->seed), arena);
	if (o->has_case) {
		add(&argv, "length", arena_printf(arena, "%" PRIu64, o->length), arena);
		add(&argv, "offset", arena_printf(arena, "%" PRIu64, o->offset), arena);
	}
	return shell_command(argv.v, arena);
}
