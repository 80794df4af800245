/* input.c: what a command line names as input. */
#include "input.h"

#include "compile.h"
#include "diag.h"
#include "paths.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

char **input_split_flags(int *argc, char **argv)
{
	for (int i = 1; i < *argc; i++) {
		if (strcmp(argv[i], "--"))
			continue;
		*argc = i;
		argv[i] = NULL;
		return argv + i + 1;
	}
	return argv + *argc;
}

static bool is_source(const char *path)
{
	const char *dot = strrchr(path, '.');
	if (!dot || (strcmp(dot, ".c") && strcmp(dot, ".s") && strcmp(dot, ".S")))
		return false;
	/* An ELF file may have any name. */
	char magic[4] = "";
	FILE *f = fopen(path, "rb");
	bool elf = f && fread(magic, 1, sizeof magic, f) == sizeof magic && !memcmp(magic, "\177ELF", sizeof magic);
	if (f)
		fclose(f);
	return !elf;
}

static const struct toolchain *find_toolchain(const char *id, struct toolchains *known, struct arena *arena)
{
	toolchains_load(known, paths_data(arena, "toolchains"), arena);
	const struct toolchain *t = toolchain_by_id(known, id);
	const char *why = t ? toolchain_unavailable(t, arena) : NULL;
	if (!t)
		diag_error("--toolchain: unknown toolchain '%s'; expected one of %s", id,
		           toolchains_known(known, arena));
	if (why)
		diag_error("--toolchain %s: %s", id, why);
	return why ? NULL : t;
}

static void compile_and_use(const char *path, const struct toolchain *t, char *const *flags,
                            void (*use)(void *, const char *, const char *), void *ctx)
{
	char object[] = "/tmp/assay-XXXXXX.o";
	int fd = mkstemps(object, 2);
	if (fd < 0) {
		diag_error("%s: cannot make a temporary object in /tmp", path);
		return;
	}
	close(fd);
	if (toolchain_compile(t, path, flags, object))
		use(ctx, object, path);
	unlink(object);
}

void input_open(const char *path, const char *toolchain, char *const *flags,
                void (*use)(void *ctx, const char *path, const char *label), void *ctx)
{
	if (!is_source(path)) {
		if (*flags)
			diag_notice("%s: the flags after -- are for source files; this one is not compiled", path);
		use(ctx, path, NULL);
		return;
	}
	if (!toolchain) {
		diag_error("%s: a source file needs --toolchain ID (see `assay list toolchains`)", path);
		return;
	}
	struct arena arena = {0};
	struct toolchains known = {0};
	const struct toolchain *t = find_toolchain(toolchain, &known, &arena);
	if (t)
		compile_and_use(path, t, flags, use, ctx);
	arena_free(&arena);
}
