/* diff_findings.c: which findings of two builds of a function are the same one. */
#include "diff.h"

#include <pthread.h>
#include <string.h>

/* libdw is not thread-safe. */
static pthread_mutex_t source_lock = PTHREAD_MUTEX_INITIALIZER;

static bool same_kind(const struct finding *a, const struct finding *b)
{
	return a->class == b->class && !a->kind == !b->kind && (!a->kind || !strcmp(a->kind, b->kind));
}

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

static struct source position(const struct side *s, const struct finding *f)
{
	struct object *o = s->code->object;
	return o->has_debug ? object_source(o, s->code->insn[f->insn].address) : (struct source){0};
}

static bool same_line(const struct source *a, const struct source *b)
{
	return a->file && b->file && a->line > 0 && a->line == b->line &&
	       !strcmp(base_name(a->file), base_name(b->file));
}

/* Findings are few; classes may see thousands in one generated function. */
enum { MOST_PAIRED = 2000 };

static void pair_up(const struct side *old, const struct side *new, struct finding_match *m,
                    const struct source *at_old, const struct source *at_new)
{
	for (uint32_t i = 0; i < old->found.n; i++)
		for (uint32_t k = 0; k < new->found.n && m->to_new[i] == NONE; k++) {
			if (m->to_old[k] != NONE || !same_kind(&old->found.v[i], &new->found.v[k]) ||
			    (at_old && !same_line(&at_old[i], &at_new[k])))
				continue;
			m->to_new[i] = k;
			m->to_old[k] = i;
		}
}

static struct source *positions(const struct side *s, struct arena *arena)
{
	struct source *v = ARENA_ARRAY(arena, struct source, s->found.n + 1);
	pthread_mutex_lock(&source_lock);
	for (uint32_t i = 0; i < s->found.n; i++)
		v[i] = position(s, &s->found.v[i]);
	pthread_mutex_unlock(&source_lock);
	return v;
}

struct finding_match diff_findings(const struct side *old, const struct side *new, struct arena *arena)
{
	struct finding_match m = {ARENA_ARRAY_RAW(arena, uint32_t, old->found.n + 1),
	                          ARENA_ARRAY_RAW(arena, uint32_t, new->found.n + 1),
	                          positions(old, arena),
	                          positions(new, arena),
	                          0,
	                          0};
	memset(m.to_new, 0xff, (old->found.n + 1) * sizeof *m.to_new);
	memset(m.to_old, 0xff, (new->found.n + 1) * sizeof *m.to_old);
	if (old->found.n < MOST_PAIRED && new->found.n < MOST_PAIRED)
		pair_up(old, new, &m, m.at_old, m.at_new);
	pair_up(old, new, &m, NULL, NULL);
	for (uint32_t i = 0; i < old->found.n; i++)
		m.disappeared += m.to_new[i] == NONE;
	for (uint32_t i = 0; i < new->found.n; i++)
		m.appeared += m.to_old[i] == NONE;
	return m;
}
