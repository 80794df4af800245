/* verify_object.c: compiles for `assay verify`: each thing once in a run, and not at all where the cache has it. */
#include "verify_build.h"

#include "diag.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct made {
	struct cache_key key;
	struct verify_object object;
	bool done;
	struct made *next;
};

struct verify_builder {
	const char *scratch;
	struct cache cache;
	pthread_mutex_t lock; /* of all below */
	pthread_cond_t done;
	struct made *made;
	struct arena arena;
	unsigned number;
};

struct verify_builder *verify_builder_open(const char *scratch, const struct cache *cache)
{
	struct verify_builder *b = calloc(1, sizeof *b);
	if (!b)
		diag_out_of_memory(sizeof *b);
	b->scratch = arena_strdup(&b->arena, scratch);
	if (cache && cache->folder)
		b->cache.folder = arena_strdup(&b->arena, cache->folder);
	pthread_mutex_init(&b->lock, NULL);
	pthread_cond_init(&b->done, NULL);
	return b;
}

void verify_builder_close(struct verify_builder *b)
{
	struct arena arena = b->arena;
	pthread_cond_destroy(&b->done);
	pthread_mutex_destroy(&b->lock);
	free(b);
	arena_free(&arena);
}

const char *verify_builder_scratch(const struct verify_builder *b) { return b->scratch; }
const struct cache *verify_builder_cache(const struct verify_builder *b) { return &b->cache; }

unsigned verify_builder_number(struct verify_builder *b)
{
	pthread_mutex_lock(&b->lock);
	unsigned n = b->number++;
	pthread_mutex_unlock(&b->lock);
	return n;
}

/* ---- what the compiler says ------------------------------------------------------------------------------------- */

enum { WORDS_MAX = 1500 };

char *verify_failed_command(const char *who, const struct exec_result *r, struct arena *arena)
{
	char how[96];
	const struct buf *said = r->err.size ? &r->err : &r->out;
	int n = said->size > WORDS_MAX ? WORDS_MAX : (int)said->size;
	while (n > 0 && said->data[n - 1] == '\n')
		n--;
	return arena_printf(arena, "%s %s:\n%.*s%s", who, exec_describe(r, how), n ? n : 15,
	                    n ? said->data : "it said nothing", said->size > WORDS_MAX ? "\n..." : "");
}

/* ---- what was read ---------------------------------------------------------------------------------------------- */

/* One name of a make rule: spaces and '#' stand behind a backslash, '$' is doubled. False: there is none left. */
static bool next_name(const char **p, const char *end, struct buf *name)
{
	const char *s = *p;
	name->size = 0;
	while (s < end && (strchr(" \n\t\r", *s) || (*s == '\\' && s + 1 < end && s[1] == '\n')))
		s += *s == '\\' ? 2 : 1;
	for (; s < end && !strchr(" \n\t\r", *s); s++) {
		if (*s == '\\' && s + 1 < end && s[1] == '\n')
			break;
		if (s + 1 < end && ((*s == '\\' && strchr(" #\\", s[1])) || (*s == '$' && s[1] == '$')))
			s++;
		buf_putc(name, *s);
	}
	*p = s;
	return name->size;
}

/* The prerequisites of the one rule in a .d file. */
static bool read_rule(const char *path, struct strings *reads, struct arena *arena)
{
	struct buf text = {0}, name = {0};
	bool good = file_read(path, &text) && text.size;
	const char *p = text.data, *end = text.data + text.size;
	if (good && next_name(&p, end, &name)) /* the target */
		while (next_name(&p, end, &name))
			strings_add(arena, reads, arena_printf(arena, "%.*s", (int)name.size, name.data));
	buf_free(&text);
	buf_free(&name);
	return good;
}

/* ---- one compilation -------------------------------------------------------------------------------------------- */

/* One compilation under way, with an arena of its own. */
struct job {
	struct verify_builder *b;
	const struct verify_compilation *c;
	struct cache_key key; /* of what can be known without compiling */
	const char *out, *rule;
	struct verify_object object;
	struct arena arena;
};

static struct cache_key first_key(const struct verify_compilation *c)
{
	struct key_maker *k = key_begin("verify compilation");
	key_config(k, c->config);
	key_strings(k, c->flags);
	key_number(k, c->check_only);
	if (!c->generated)
		key_text(k, c->source);
	key_file(k, c->source);
	return key_end(k);
}

/* With the content of all that was read last time. */
static struct cache_key full_key(const struct job *j)
{
	struct key_maker *k = key_begin("verify object");
	key_key(k, &j->key);
	key_strings(k, j->object.reads.v);
	for (unsigned i = 0; i < j->object.reads.n; i++)
		key_file(k, j->object.reads.v[i]);
	return key_end(k);
}

static void without_source(struct job *j)
{
	struct strings *s = &j->object.reads;
	unsigned n = 0;
	for (unsigned i = 0; i < s->n; i++)
		if (!j->c->generated || strcmp(s->v[i], j->c->source))
			s->v[n++] = s->v[i];
	if (s->v)
		s->v[n] = NULL;
	s->n = n;
}

static bool from_cache(struct job *j)
{
	struct buf list = {0}, content = {0};
	bool good = cache_get(&j->b->cache, &j->key, &list);
	for (const char *p = list.data, *end = p + list.size; good && p < end;) {
		int n = (int)strnlen(p, (size_t)(end - p));
		strings_add(&j->arena, &j->object.reads, arena_printf(&j->arena, "%.*s", n, p));
		p += n + 1;
	}
	if (good) {
		struct cache_key key = full_key(j);
		good = cache_get(&j->b->cache, &key, &content) &&
		       (j->c->check_only || file_write_atomically(j->out, content.data, content.size, 0644));
	}
	if (!good)
		j->object.reads = (struct strings){0};
	buf_free(&list);
	buf_free(&content);
	return good;
}

static void keep(struct job *j)
{
	struct buf list = {0}, content = {0};
	for (unsigned i = 0; i < j->object.reads.n; i++)
		buf_add(&list, j->object.reads.v[i], strlen(j->object.reads.v[i]) + 1);
	if (j->c->check_only || file_read(j->out, &content)) {
		struct cache_key key = full_key(j);
		cache_put(&j->b->cache, &key, content.size ? content.data : "", content.size);
		cache_put(&j->b->cache, &j->key, list.size ? list.data : "", list.size);
	}
	buf_free(&list);
	buf_free(&content);
}

static void compile(struct job *j)
{
	struct exec_result r;
	struct strings flags = {0};
	for (char *const *f = j->c->flags; f && *f; f++)
		strings_add(&j->arena, &flags, *f);
	strings_add(&j->arena, &flags, (char *)(j->c->check_only ? "-fsyntax-only" : "-c"));
	strings_add(&j->arena, &flags, (char *)"-MD");
	strings_add(&j->arena, &flags, (char *)"-MF");
	strings_add(&j->arena, &flags, (char *)j->rule);
	char **argv = compile_argv(j->c->config, flags.v, j->c->source, j->out, &j->arena);
	if (!exec_run(argv, NULL, COMPILE_LIMIT_MS, &r))
		j->object.error = verify_failed_command("the compiler", &r, &j->arena);
	else if (read_rule(j->rule, &j->object.reads, &j->arena)) {
		without_source(j);
		keep(j);
	}
	exec_free(&r);
}

/* Into memory that lives as long as the builder; called with the lock held. */
static void hand_over(struct job *j, struct made *m)
{
	struct arena *a = &j->b->arena;
	if (j->object.error)
		m->object.error = arena_strdup(a, j->object.error);
	else if (!j->c->check_only)
		m->object.path = arena_strdup(a, j->out);
	for (unsigned i = 0; i < j->object.reads.n; i++)
		strings_add(a, &m->object.reads, arena_strdup(a, j->object.reads.v[i]));
	m->done = true;
}

static void make(struct verify_builder *b, const struct verify_compilation *c, struct made *m)
{
	struct job j = {.b = b, .c = c, .key = m->key};
	unsigned number = verify_builder_number(b);
	j.out = arena_printf(&j.arena, "%s/%u.o", b->scratch, number);
	j.rule = arena_printf(&j.arena, "%s/%u.d", b->scratch, number);
	if (!from_cache(&j))
		compile(&j);
	pthread_mutex_lock(&b->lock);
	hand_over(&j, m);
	pthread_cond_broadcast(&b->done);
	pthread_mutex_unlock(&b->lock);
	arena_free(&j.arena);
}

const struct verify_object *verify_object(struct verify_builder *b, const struct verify_compilation *c)
{
	struct cache_key key = first_key(c);
	pthread_mutex_lock(&b->lock);
	struct made *m = b->made;
	while (m && memcmp(&m->key, &key, sizeof key) != 0)
		m = m->next;
	bool first = !m;
	if (first) {
		m = ARENA_NEW(&b->arena, struct made);
		*m = (struct made){.key = key, .next = b->made};
		b->made = m;
	}
	while (!first && !m->done)
		pthread_cond_wait(&b->done, &b->lock);
	pthread_mutex_unlock(&b->lock);
	if (first)
		make(b, c, m);
	return &m->object;
}
