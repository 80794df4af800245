/* compile.h: calls a toolchain's compiler and linker. */
#ifndef ASSAY_COMPILE_H
#define ASSAY_COMPILE_H

#include "cache.h"
#include "toolchain.h"

/* One toolchain with its flags: what a column of `assay run` stands for. */
struct config {
	char *name; /* TOOLCHAIN/OPT, with /LEVEL behind it where that is not the base level */
	const struct toolchain *toolchain;
	const char *opt; /* "O2" */
	const struct isa_level *level;
};

extern const char *const opt_levels[]; /* "O0", ..., ended by NULL */
struct config config_make(const struct toolchain *t, const char *opt, const struct isa_level *level,
                          struct arena *arena);

/* Compiles (.c) or assembles (.s, .S) one file for `assay audit --toolchain`: the toolchain's own flags, then `flags`
 * (NULL-terminated). What the compiler says goes to standard error. False: it failed, which was said (exit code 2). */
bool toolchain_compile(const struct toolchain *t, const char *source, char *const flags[], const char *object_out);

/* The argv of a compilation, in the arena: compiler, toolchain's, opt's and level's flags, `more`, `source`, -o out. */
char **compile_argv(const struct config *c, char *const more[], const char *source, const char *out,
                    struct arena *arena);
/* The argv of a link. */
char **link_argv(const struct config *c, const struct strings *objects, const char *out, struct arena *arena);

/* What tells one compiler from another: its resolved file, that file's size and times, and all of its flags. */
void key_config(struct key_maker *k, const struct config *c);

enum { COMPILE_LIMIT_MS = 120000 };

/* NULL where the config's compiler compiles and links a program; else the reason, with the packages that would help.
 * The answer is cached for as long as the compiler's file stays the same. `scratch` is a folder to write into. */
const char *config_unavailable(const struct config *c, const struct cache *cache, const char *scratch,
                               struct arena *arena);
/* What the compiler says its version is, first line; cached in the same way. */
const char *config_version(const struct config *c, const struct cache *cache, struct arena *arena);

#endif
