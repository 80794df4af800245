/* compile.c: calls a toolchain's compiler and linker. */
#include "compile.h"

#include "diag.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

const char *const opt_levels[] = {"O0", "O1", "O2", "O3", "Os", NULL};

struct config config_make(const struct toolchain *t, const char *opt, const struct isa_level *level,
                          struct arena *arena)
{
	const char *base = level == t->level ? "" : arena_printf(arena, "/%s", level->name);
	return (struct config){arena_printf(arena, "%s/%s%s", t->id, opt, base), t, opt, level};
}

static void add_all(struct arena *a, struct strings *to, char *const *from)
{
	for (; from && *from; from++)
		strings_add(a, to, *from);
}

static void add_compiler(struct arena *a, struct strings *argv, const struct toolchain *t)
{
	strings_add(a, argv, t->cc.path);
	add_all(a, argv, t->cc.args.v);
	add_all(a, argv, t->flags.v);
}

static void add_config(struct arena *a, struct strings *argv, const struct config *c)
{
	add_compiler(a, argv, c->toolchain);
	if (c->opt)
		strings_add(a, argv, arena_printf(a, "-%s", c->opt));
	add_all(a, argv, c->level->flags.v);
}

char **compile_argv(const struct config *c, char *const more[], const char *source, const char *out,
                    struct arena *arena)
{
	struct strings argv = {0};
	add_config(arena, &argv, c);
	add_all(arena, &argv, more);
	add_all(arena, &argv, (char *const[]){(char *)source, (char *)"-o", (char *)out, NULL});
	return argv.v;
}

char **link_argv(const struct config *c, const struct strings *objects, const char *out, struct arena *arena)
{
	struct strings argv = {0};
	add_config(arena, &argv, c);
	add_all(arena, &argv, objects->v);
	add_all(arena, &argv, c->toolchain->link.v);
	add_all(arena, &argv, (char *const[]){(char *)"-lm", (char *)"-o", (char *)out, NULL});
	return argv.v;
}

void key_config(struct key_maker *k, const struct config *c)
{
	struct arena a = {0};
	struct strings flags = {0};
	add_config(&a, &flags, c);
	key_strings(k, flags.v);
	key_strings(k, c->toolchain->link.v);
	key_file_identity(k, c->toolchain->cc.path);
	arena_free(&a);
}

bool toolchain_compile(const struct toolchain *t, const char *source, char *const flags[], const char *object_out)
{
	struct arena a = {0};
	struct exec_result r;
	struct strings argv = {0};
	char text[96];
	const char *missing = toolchain_unavailable(t, &a);
	if (missing) {
		diag_error("%s: toolchain %s: %s", source, t->id, missing);
		arena_free(&a);
		return false;
	}
	add_compiler(&a, &argv, t);
	add_all(&a, &argv, flags);
	add_all(&a, &argv, (char *const[]){(char *)"-c", (char *)source, (char *)"-o", (char *)object_out, NULL});
	bool good = exec_run(argv.v, NULL, COMPILE_LIMIT_MS, &r);
	if (r.err.size || !good)
		diag_notice("%s: %s: %s\n%.*s", source, t->id, exec_describe(&r, text), (int)r.err.size,
		            r.err.data ? r.err.data : "");
	if (!good)
		diag_error("%s: %s could not compile it (a .c, .s or .S file for %s was expected)", source, t->id,
		           t->isa->name);
	exec_free(&r);
	arena_free(&a);
	return good;
}

/* ---- availability ---------------------------------------------------------------------------------------------- */

static const char probe_source[] = "#include <stdint.h>\n#include <stdlib.h>\n#include <string.h>\n#include <math.h>\n"
                                   "int main(int c, char **v) { return c > 9 ? (int)strlen(v[1]) : 0; }\n";

static const char *first_line(const struct buf *b, struct arena *a)
{
	const char *end = b->size ? memchr(b->data, '\n', b->size) : NULL;
	return arena_printf(a, "%.*s", (int)(end ? (size_t)(end - b->data) : b->size), b->size ? b->data : "");
}

/* The line that says most: the first with "error", else the first. */
static const char *error_line(const struct buf *b, struct arena *a)
{
	const char *hit = b->size ? memmem(b->data, b->size, "error", 5) : NULL;
	if (!hit)
		return first_line(b, a);
	const char *from = hit, *to = hit;
	while (from > b->data && from[-1] != '\n')
		from--;
	while (to < b->data + b->size && *to != '\n')
		to++;
	return arena_printf(a, "%.*s", (int)(to - from), from);
}

static const char *packages_of(const struct tool *t, struct arena *a)
{
	const char *text = "";
	for (unsigned i = 0; i < t->packages.n; i++)
		text = arena_printf(a, "%s%s%s", text, i ? ", " : "", t->packages.v[i]);
	return text;
}

static const char *probe(const struct config *c, const char *scratch, struct arena *a)
{
	char text[96];
	struct exec_result r;
	struct strings inputs = {0};
	const char *name = arena_strdup(a, c->name);
	for (char *s = (char *)name; *s; s++)
		*s = *s == '/' ? '_' : *s;
	char *source = arena_printf(a, "%s/probe-%s.c", scratch, name),
	     *out = arena_printf(a, "%s/probe-%s", scratch, name);
	if (!file_write_atomically(source, probe_source, strlen(probe_source), 0644))
		return arena_printf(a, "%s: %s", source, strerror(errno));
	strings_add(a, &inputs, source);
	const char *answer = NULL;
	if (!exec_run(link_argv(c, &inputs, out, a), NULL, COMPILE_LIMIT_MS, &r))
		answer =
		    arena_printf(a, "%s cannot build a program: %s: %s (Debian packages: %s)", c->toolchain->cc.command,
		                 exec_describe(&r, text), error_line(&r.err, a), packages_of(&c->toolchain->cc, a));
	exec_free(&r);
	unlink(source);
	unlink(out);
	return answer;
}

static struct cache_key config_key(const struct config *c, const char *kind)
{
	struct key_maker *k = key_begin(kind);
	key_config(k, c);
	key_text(k, probe_source);
	return key_end(k);
}

const char *config_unavailable(const struct config *c, const struct cache *cache, const char *scratch,
                               struct arena *arena)
{
	const char *missing = toolchain_unavailable(c->toolchain, arena);
	struct buf known = {0};
	if (missing)
		return missing;
	struct cache_key key = config_key(c, "probe");
	if (!cache_get(cache, &key, &known)) {
		missing = probe(c, scratch, arena);
		if (!missing)
			cache_put(cache, &key, "good", 4);
	}
	buf_free(&known);
	return missing;
}

const char *config_version(const struct config *c, const struct cache *cache, struct arena *arena)
{
	struct buf known = {0};
	struct exec_result r;
	struct cache_key key = config_key(c, "version");
	const char *version;
	if (cache_get(cache, &key, &known)) {
		version = arena_printf(arena, "%.*s", (int)known.size, known.size ? known.data : "");
		buf_free(&known);
		return version;
	}
	struct strings argv = {0};
	add_compiler(arena, &argv, c->toolchain);
	strings_add(arena, &argv, (char *)"--version");
	if (!exec_run(argv.v, NULL, COMPILE_LIMIT_MS, &r))
		version = "unknown";
	else {
		version = first_line(&r.out, arena);
		cache_put(cache, &key, version, strlen(version));
	}
	exec_free(&r);
	return version;
}
