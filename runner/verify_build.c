/* verify_build.c: makes the drivers of `assay verify`: sources, references, glue and driver, compiled and linked. */
#include "verify_build.h"

#include "diag.h"
#include "paths.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *const verify_mode_names[] = {
    [VERIFY_EXTERN] = "extern", [VERIFY_INLINED] = "inlined", [VERIFY_LTO] = "lto"};

/* One driver under way. `failure` ends it. */
struct making {
	struct verify_builder *b;
	struct verify_driver *d;
	struct arena *arena;
	struct config fixed, own;              /* -O2 for all that is not tested; the build's own */
	struct strings includes;               /* of the driver's folders */
	struct strings fixed_flags, own_flags; /* what goes with these configs */
	struct glue *glue;
	unsigned n_glue, n_rows;
	struct strings objects;
	struct strings reads; /* files that the compiled sources include */
	char *failure;
};

/* ---- configs ---------------------------------------------------------------------------------------------------- */

static void add_all(struct arena *a, struct strings *to, const struct strings *from)
{
	for (unsigned i = 0; i < from->n; i++)
		strings_add(a, to, from->v[i]);
}

static void join(struct arena *a, struct strings *list, const struct strings *more)
{
	struct strings both = {0};
	add_all(a, &both, list);
	add_all(a, &both, more);
	*list = both;
}

/* The config with the flags of link-time optimisation among the toolchain's. */
static struct config with_lto(const struct config *c, struct arena *a)
{
	struct toolchain *t = ARENA_NEW(a, struct toolchain);
	struct config lto = *c;
	*t = *c->toolchain;
	join(a, &t->flags, &t->lto.flags);
	join(a, &t->link, &t->lto.link);
	join(a, &t->cc.packages, &t->lto.packages);
	lto.toolchain = t;
	lto.name = arena_printf(a, "%s/lto", c->name);
	return lto;
}

static struct config own_config(const struct verify_build *build, struct arena *a)
{
	return build->mode == VERIFY_LTO ? with_lto(build->config, a) : *build->config;
}

char *verify_build_unavailable(struct verify_builder *b, const struct verify_build *build, struct arena *arena)
{
	const struct toolchain *t = build->config->toolchain;
	if (build->mode == VERIFY_LTO && !t->lto.flags.n)
		return arena_printf(arena, "%s names no flags for link-time optimisation (lto: was expected)", t->file);
	struct config own = own_config(build, arena);
	own.name = arena_printf(arena, "%u", verify_builder_number(b)); /* names the probe's files */
	own.opt = NULL;                                                 /* one answer for all levels */
	const char *why = config_unavailable(&own, verify_builder_cache(b), verify_builder_scratch(b), arena);
	return why ? arena_strdup(arena, why) : NULL;
}

/* ---- rows ------------------------------------------------------------------------------------------------------- */

static bool same(const struct strings *a, const struct strings *b)
{
	if (a->n != b->n)
		return false;
	for (unsigned i = 0; i < a->n; i++)
		if (strcmp(a->v[i], b->v[i]) != 0)
			return false;
	return true;
}

/* The file that a row belongs to: that of its source where it is inlined, and of its flags. */
static struct glue *glue_for(struct making *m, const struct verify_tier *t, unsigned capacity)
{
	static const struct strings none;
	enum verify_mode mode = m->d->build->mode;
	const char *source = mode == VERIFY_INLINED ? t->source : NULL;
	const struct strings *flags = mode == VERIFY_EXTERN ? &none : &t->flags;
	if (!m->glue)
		m->glue = ARENA_ARRAY(m->arena, struct glue, capacity);
	for (unsigned i = 0; i < m->n_glue; i++)
		if ((!source || !strcmp(source, m->glue[i].source)) && same(flags, m->glue[i].flags))
			return &m->glue[i];
	m->glue[m->n_glue] = (struct glue){.source = source, .flags = flags};
	return &m->glue[m->n_glue++];
}

static bool belongs(const struct making *m, const struct verify_entry *k, const struct verify_tier *t)
{
	const struct verify_build *build = m->d->build;
	return (!m->d->mutant || m->d->mutant == k) && (!k->builds.n || strings_match(&k->builds, build->name)) &&
	       (!t->isa || t->isa == build->config->toolchain->isa) && !(build->mode == VERIFY_INLINED && t->no_inline);
}

static void collect_rows(struct making *m)
{
	const struct verify_registry *r = m->d->registry;
	unsigned tiers = 0;
	for (unsigned i = 0; i < r->n_kernel; i++)
		tiers += r->kernel[i].n_tier;
	for (unsigned i = 0; i < r->n_kernel; i++)
		for (unsigned k = 0; k < r->kernel[i].n_tier; k++) {
			const struct verify_tier *t = &r->kernel[i].tier[k];
			if (!belongs(m, &r->kernel[i], t))
				continue;
			struct glue *g = glue_for(m, t, tiers);
			*ARENA_PUSH(m->arena, g) = (struct glue_row){t, m->n_rows++};
		}
	if (!m->n_rows)
		m->failure = arena_printf(m->arena, "%s has no tier for %s", r->file, m->d->build->name);
}

/* ---- objects ---------------------------------------------------------------------------------------------------- */

static void fail(struct making *m, const char *what, const char *error)
{
	if (!m->failure)
		m->failure = arena_printf(m->arena, "%s: %s", what, error);
}

static void fail_tier(struct making *m, const struct verify_tier *t, const char *error)
{
	fail(m, arena_printf(m->arena, "%s:%u", m->d->registry->file, t->line),
	     arena_printf(m->arena, "kernel %s, tier %s: %s", t->kernel->name, t->name, error));
}

static const struct verify_object *add_object(struct making *m, const struct verify_compilation *c, const char *what)
{
	if (m->failure)
		return NULL;
	const struct verify_object *o = verify_object(m->b, c);
	if (o->error)
		fail(m, what, o->error);
	else if (!c->check_only)
		strings_add(m->arena, &m->objects, o->path);
	return o;
}

static int is_source(const struct dirent *d)
{
	const char *dot = strrchr(d->d_name, '.');
	return dot && d->d_name[0] != '.' && (!strcmp(dot, ".c") || !strcmp(dot, ".S"));
}

/* Every source in a folder of the driver's. */
static void add_folder(struct making *m, const char *folder)
{
	struct dirent **entry;
	int n = scandir(folder, &entry, is_source, alphasort);
	if (n <= 0)
		fail(m, folder, "the sources of the driver were expected there");
	for (int i = 0; i < n; i++) {
		const char *path = arena_printf(m->arena, "%s/%s", folder, entry[i]->d_name);
		struct verify_compilation c = {.config = &m->fixed, .flags = m->fixed_flags.v, .source = path};
		add_object(m, &c, path);
		free(entry[i]);
	}
	if (n >= 0)
		free(entry);
}

static void add_references(struct making *m)
{
	const struct strings *s = &m->d->registry->references;
	char *flags[] = {(char *)"-g1", NULL};
	for (unsigned i = 0; i < s->n; i++) {
		struct verify_compilation c = {.config = &m->fixed, .flags = flags, .source = s->v[i]};
		add_object(m, &c, s->v[i]);
	}
}

static void add_source(struct making *m, const char *path)
{
	char real[PATH_MAX];
	struct verify_compilation c = {.config = &m->own, .flags = m->own_flags.v, .source = path};
	const struct verify_object *o = add_object(m, &c, path);
	for (unsigned i = 0; o && i < o->reads.n; i++)
		if (realpath(o->reads.v[i], real))
			strings_add(m->arena, &m->reads, arena_strdup(m->arena, real));
}

/* The registry's sources, then those of tiers that none of the others includes. */
static void add_sources(struct making *m)
{
	const struct strings *s = &m->d->registry->sources;
	char real[PATH_MAX];
	for (unsigned i = 0; i < s->n; i++)
		add_source(m, s->v[i]);
	for (unsigned i = 0; i < m->n_glue; i++)
		for (unsigned k = 0; k < m->glue[i].n; k++) {
			const char *path = m->glue[i].v[k].tier->source;
			if (!m->failure && !strings_has(&m->reads, realpath(path, real) ? real : path))
				add_source(m, path);
		}
}

/* ---- what has to be defined ------------------------------------------------------------------------------------- */

static const char *missing_function(struct making *m, const struct verify_tier *t, const char *defined)
{
	return arena_printf(m->arena, "no source defines its function %s%s", t->function, defined);
}

static const char *missing_reference(struct making *m, const struct verify_tier *t, const char *defined)
{
	return arena_printf(m->arena, "neither `references` nor a source defines its reference %s%s",
	                    t->kernel->reference, defined);
}

static const char *enumerate(struct making *m, const struct strings *names)
{
	const char *text = names->n ? "; they define " : "; they define nothing";
	for (unsigned i = 0; i < names->n; i++)
		text = arena_printf(m->arena, "%s%s%s", text, i ? ", " : "", names->v[i]);
	return text;
}

/* Before the linker, or a compiler that is to inline it, says so in words of its own. Sources and references are all
 * the objects so far; compiled for link-time optimisation they tell only the linker. */
static void check_definitions(struct making *m)
{
	struct strings names = {0};
	if (m->failure || m->d->build->mode == VERIFY_LTO)
		return;
	for (unsigned i = 0; i < m->objects.n; i++)
		inspect_definitions(m->objects.v[i], &names, m->arena);
	for (unsigned i = 0; i < m->n_glue; i++)
		for (unsigned k = 0; k < m->glue[i].n; k++) {
			const struct verify_tier *t = m->glue[i].v[k].tier;
			if (!strings_has(&names, t->function))
				fail_tier(m, t, missing_function(m, t, enumerate(m, &names)));
			if (!strings_has(&names, t->kernel->reference))
				fail_tier(m, t, missing_reference(m, t, enumerate(m, &names)));
		}
}

/* Linkers say that a symbol is undefined, each in its own words; which row wanted it is what helps. */
static void explain_undefined(struct making *m, const char *words)
{
	for (unsigned i = 0; strstr(words, "undefined") && i < m->n_glue; i++)
		for (unsigned k = 0; k < m->glue[i].n; k++) {
			const struct verify_tier *t = m->glue[i].v[k].tier;
			if (strstr(words, t->function))
				fail_tier(m, t, missing_function(m, t, ""));
			if (strstr(words, t->kernel->reference))
				fail_tier(m, t, missing_reference(m, t, ""));
		}
}

/* ---- glue ------------------------------------------------------------------------------------------------------- */

static const char *write_generated(struct making *m, struct buf *text)
{
	const char *path = arena_printf(m->arena, "%s/%u.c", verify_builder_scratch(m->b), verify_builder_number(m->b));
	if (!file_write_atomically(path, text->data, text->size, 0644))
		fail(m, path, strerror(errno));
	buf_free(text);
	return path;
}

static struct strings glue_flags(struct making *m, const struct strings *tier)
{
	struct strings flags = {0};
	add_all(m->arena, &flags, &m->own_flags);
	add_all(m->arena, &flags, &m->includes);
	if (tier)
		add_all(m->arena, &flags, tier);
	return flags;
}

/* The row whose function or reference the compiler speaks of. */
static const struct verify_tier *tier_in_words(const struct making *m, const char *words, const char **function)
{
	for (unsigned i = 0; i < m->n_glue; i++)
		for (unsigned k = 0; k < m->glue[i].n; k++) {
			const struct verify_tier *t = m->glue[i].v[k].tier;
			const char *names[] = {t->function, t->kernel->reference};
			for (unsigned n = 0; n < 2; n++)
				if (strstr(words, names[n])) {
					*function = names[n];
					return t;
				}
		}
	return NULL;
}

static bool is_c(const char *path)
{
	size_t n = strlen(path);
	return n > 2 && !strcmp(path + n - 2, ".c");
}

/* Whether the source's functions have the parameters and results that the registry gives them: across files nobody else
 * would notice. */
static void check_prototypes(struct making *m, const char *source)
{
	struct buf text = {0};
	const char *function = NULL;
	if (m->failure || !is_c(source) || !glue_can_include(source))
		return;
	glue_write_check(&text, m->glue, m->n_glue, source, m->arena);
	struct verify_compilation c = {.config = &m->fixed,
	                               .flags = m->own_flags.v,
	                               .source = write_generated(m, &text),
	                               .generated = true,
	                               .check_only = true};
	const struct verify_object *o = m->failure ? NULL : verify_object(m->b, &c);
	const struct verify_tier *t = o && o->error ? tier_in_words(m, o->error, &function) : NULL;
	if (t)
		fail_tier(m, t,
		          arena_printf(m->arena, "`params` and `result` say %s; with that in front of %s, %s",
		                       glue_prototype(t->kernel, function, m->arena), source, o->error));
	else if (o && o->error)
		fail(m, source, o->error);
}

/* Of every source that a row names, and of the references. */
static void check_all_prototypes(struct making *m)
{
	const struct strings *references = &m->d->registry->references;
	struct strings done = {0};
	for (unsigned i = 0; i < m->n_glue; i++)
		for (unsigned k = 0; k < m->glue[i].n; k++) {
			char *source = m->glue[i].v[k].tier->source;
			if (strings_has(&done, source))
				continue;
			strings_add(m->arena, &done, source);
			check_prototypes(m, source);
		}
	for (unsigned i = 0; i < references->n; i++)
		check_prototypes(m, references->v[i]);
}

/* A kernel that the compiler did not inline, whatever was asked of it, must not count as tested inlined. */
static void check_inlined(struct making *m, const struct glue *g, const char *object)
{
	const struct verify_tier *called;
	if (inspect_inlining(object, g, &called))
		return;
	if (called)
		fail_tier(m, called,
		          arena_printf(m->arena,
		                       "%s did not inline %s into its caller (`inline: false` leaves "
		                       "mode inlined out)",
		                       m->d->build->config->toolchain->compiler, called->function));
	else
		fail(m, g->source, "a caller that its functions are inlined into was not found in the object");
}

/* What the compiler says of a function that it cannot inline does not say what to do. */
static void fail_glue(struct making *m, const struct glue *g, const char *error)
{
	bool inlining = strstr(error, "inlining failed") || strstr(error, "would be inlined");
	const char *function;
	const struct verify_tier *t = g->source && inlining ? tier_in_words(m, error, &function) : NULL;
	if (t)
		fail_tier(m, t,
		          arena_printf(m->arena,
		                       "it cannot be inlined into a caller: `flags` have to allow there what the "
		                       "function's target attribute asks for (`inline: false` leaves mode "
		                       "inlined out); %s",
		                       error));
	else
		fail(m, g->source ? g->source : "the glue", error);
}

static void add_glue(struct making *m, const struct glue *g)
{
	struct buf text = {0};
	if (g->source && !glue_can_include(g->source)) {
		fail(m, g->source, "it cannot be included: a path without \" and line breaks was expected");
		return;
	}
	glue_write(&text, g, m->arena);
	struct strings flags = glue_flags(m, g->flags);
	struct verify_compilation c = {
	    .config = &m->own, .flags = flags.v, .source = write_generated(m, &text), .generated = true};
	const struct verify_object *o = m->failure ? NULL : verify_object(m->b, &c);
	if (o && o->error)
		fail_glue(m, g, o->error);
	else if (o)
		strings_add(m->arena, &m->objects, o->path);
	if (o && o->path && g->source)
		check_inlined(m, g, o->path);
}

static void add_table(struct making *m)
{
	struct buf text = {0};
	glue_write_table(&text, m->n_rows, m->d->registry->choice_function);
	struct verify_compilation c = {
	    .config = &m->fixed, .flags = m->fixed_flags.v, .source = write_generated(m, &text), .generated = true};
	add_object(m, &c, "the table of kernels");
}

/* ---- link ------------------------------------------------------------------------------------------------------- */

static struct cache_key link_key(struct making *m)
{
	struct key_maker *k = key_begin("verify driver");
	key_config(k, &m->own);
	for (unsigned i = 0; i < m->objects.n; i++)
		if (!key_file(k, m->objects.v[i]))
			key_text(k, m->objects.v[i]); /* a flag */
	return key_end(k);
}

/* Links that compile everything once more are worth being kept. */
static bool linked_before(struct making *m, const struct cache_key *key, const char *out)
{
	struct buf content = {0};
	bool good = cache_get(verify_builder_cache(m->b), key, &content) &&
	            file_write_atomically(out, content.data, content.size, 0755);
	buf_free(&content);
	return good;
}

static void keep_driver(struct making *m, const struct cache_key *key, const char *out)
{
	struct buf content = {0};
	if (file_read(out, &content))
		cache_put(verify_builder_cache(m->b), key, content.data, content.size);
	buf_free(&content);
}

static void call_linker(struct making *m, char *out)
{
	struct exec_result r;
	char **argv = link_argv(&m->own, &m->objects, out, m->arena);
	if (exec_run(argv, NULL, COMPILE_LIMIT_MS, &r))
		m->d->path = out;
	else {
		char *words = verify_failed_command("the linker", &r, m->arena);
		explain_undefined(m, words);
		fail(m, m->d->registry->file, words);
	}
	exec_free(&r);
}

static void link_driver(struct making *m)
{
	char *out = arena_printf(m->arena, "%s/driver-%u", verify_builder_scratch(m->b), verify_builder_number(m->b));
	bool keep = m->d->build->mode == VERIFY_LTO;
	/* Inlined sources stand in the glue, and once more by themselves for what else calls them. */
	if (m->d->build->mode == VERIFY_INLINED)
		strings_add(m->arena, &m->objects, (char *)"-Wl,--allow-multiple-definition");
	struct cache_key key = link_key(m);
	if (keep && linked_before(m, &key, out)) {
		m->d->path = out;
		return;
	}
	call_linker(m, out);
	if (keep && m->d->path)
		keep_driver(m, &key, out);
}

/* ---- all -------------------------------------------------------------------------------------------------------- */

static void set_flags(struct making *m)
{
	const struct toolchain *t = m->d->build->config->toolchain;
	m->own = own_config(m->d->build, m->arena);
	m->fixed = *m->d->build->config;
	m->fixed.opt = "O2";
	/* Only for #include "...": none of theirs may take the place of a header of the C library's. */
	strings_add(m->arena, &m->includes, (char *)"-iquote");
	strings_add(m->arena, &m->includes, (char *)paths_data(m->arena, "kernels/verify"));
	strings_add(m->arena, &m->includes, (char *)"-iquote");
	strings_add(m->arena, &m->includes, arena_printf(m->arena, "%s/%s/verify", paths_home(), t->isa->name));
	strings_add(m->arena, &m->fixed_flags, (char *)"-g1"); /* lines: what a debugger needs most, for little time */
	add_all(m->arena, &m->fixed_flags, &m->includes);
	strings_add(m->arena, &m->own_flags, (char *)"-g1");
	if (m->d->mutant)
		strings_add(m->arena, &m->own_flags, (char *)"-DMUTANT");
}

void verify_build_driver(struct verify_builder *b, struct verify_driver *d, struct arena *arena)
{
	struct making m = {.b = b, .d = d, .arena = arena};
	set_flags(&m);
	collect_rows(&m);
	if (!m.failure) {
		add_sources(&m);
		add_references(&m);
		check_definitions(&m);
		check_all_prototypes(&m);
		for (unsigned i = 0; i < m.n_glue && !m.failure; i++)
			add_glue(&m, &m.glue[i]);
		add_folder(&m, paths_data(arena, "kernels/verify"));
		add_folder(&m,
		           arena_printf(arena, "%s/%s/verify", paths_home(), d->build->config->toolchain->isa->name));
		add_table(&m);
	}
	if (!m.failure)
		link_driver(&m);
	d->failure = m.failure;
}
