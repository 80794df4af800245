/* score_count.c: from labels and answers to confusion matrices, figures and worst cases. */
#include "score.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- one answer -------------------------------------------------------------------------------------------------- */

static unsigned class_index(const struct class *c)
{
	unsigned i = 0;
	while (class_table[i] != c)
		i++;
	return i;
}

static bool names(const struct answer *a, const struct class *c)
{
	return !a->failed && a->classes >> class_index(c) & 1;
}

bool score_wrong(const struct label *l, const struct answer *a)
{
	if (l->is == LABEL_UNKNOWN || (a->failed && l->is == LABEL_ABSENT))
		return false;
	return names(a, l->class) != (l->is == LABEL_PRESENT);
}

/* A call that failed has found nothing: where there was something to find it is missed; no credit for the rest. */
static void add(struct tally *t, const struct label *l, const struct answer *a)
{
	bool named = names(a, l->class);
	if (l->is == LABEL_UNKNOWN) {
		t->left_out++;
		return;
	}
	t->unanswered += a->failed;
	if (l->is == LABEL_PRESENT)
		++*(named ? &t->c.tp : &t->c.fn);
	else if (!a->failed)
		++*(named ? &t->c.fp : &t->c.tn);
}

static const struct label *label_of(const struct specimen *x, const struct class *c)
{
	for (unsigned i = 0; i < x->labels.n; i++)
		if (x->labels.v[i].class == c)
			return &x->labels.v[i];
	return NULL;
}

/* ---- rows -------------------------------------------------------------------------------------------------------- */

static bool in_row(const struct row *r, const struct specimen *x)
{
	const struct toolchain *t = x->cell->column->config.toolchain;
	return (!r->isa || !strcmp(r->isa, t->isa->name)) && (!r->compiler || !strcmp(r->compiler, t->compiler));
}

/* A seed of each row's own: rows do not change with what else is in the table. */
static uint64_t seed_of(const struct score *s, const struct row *r)
{
	uint64_t h = s->options->run.seed ^ 0xcbf29ce484222325; /* FNV-1a */
	const char *const texts[] = {r->class->name, r->isa, r->compiler};
	for (unsigned i = 0; i < 3; i++)
		for (const char *p = texts[i] ? texts[i] : "all"; *p; p++)
			h = (h ^ (unsigned char)*p) * 0x100000001b3;
	return h;
}

static void count_row(struct score *s, struct row *r)
{
	unsigned d = (unsigned)(r->detector - s->detector), n = 0;
	struct confusion *cluster = ARENA_ARRAY(&s->arena, struct confusion, s->run.n_pair);
	const struct pair *current = NULL;
	struct tally of_pair = {0};
	/* Specimens stand pair by pair. */
	for (unsigned i = 0; i <= s->n_specimen; i++) {
		const struct specimen *x = i < s->n_specimen ? &s->specimen[i] : NULL;
		if (!x || x->cell->pair != current) {
			const struct confusion *c = &of_pair.c;
			if (c->tp + c->fp + c->fn + c->tn)
				cluster[n++] = *c;
			of_pair = (struct tally){0};
			current = x ? x->cell->pair : NULL;
		}
		const struct label *l = x && in_row(r, x) ? label_of(x, r->class) : NULL;
		if (!l)
			continue;
		add(&of_pair, l, &x->answer[d]);
		add(&r->tally, l, &x->answer[d]);
	}
	const struct confusion *c = &r->tally.c;
	uint64_t seed = seed_of(s, r);
	r->precision = (struct figure){precision_of(c), wilson(c->tp, c->tp + c->fp)};
	r->recall = (struct figure){recall_of(c), wilson(c->tp, c->tp + c->fn)};
	r->f1 = (struct figure){f1_of(c), bootstrap(cluster, n, f1_of, seed)};
	r->mcc = (struct figure){mcc_of(c), bootstrap(cluster, n, mcc_of, seed)};
}

static void add_rows(struct score *s, struct standing *st, const char *isa, const char *compiler)
{
	for (unsigned i = 0; i < s->n_detector; i++) {
		if (s->detector[i].unusable)
			continue;
		struct row *r = &st->row[st->n_row++];
		*r = (struct row){.class = st->class, .isa = isa, .compiler = compiler, .detector = &s->detector[i]};
		count_row(s, r);
	}
}

/* Columns of one ISA stand together, and in each ISA those of one compiler. */
static void make_rows(struct score *s, struct standing *st)
{
	const struct run *r = &s->run;
	st->row = ARENA_ARRAY(&s->arena, struct row, (1 + 2 * r->n_column) * s->n_detector);
	add_rows(s, st, NULL, NULL);
	for (unsigned i = 0; i < r->n_column; i++) {
		const struct toolchain *t = r->column[i].config.toolchain;
		const struct toolchain *before = i ? r->column[i - 1].config.toolchain : NULL;
		if (!before || before->isa != t->isa)
			add_rows(s, st, t->isa->name, NULL);
		if (before != t)
			add_rows(s, st, t->isa->name, t->compiler);
	}
}

/* ---- what is wrong ----------------------------------------------------------------------------------------------- */

static struct wrong *wrong_case(struct score *s, struct standing *st, const struct wrong *w)
{
	for (unsigned i = 0; i < st->wrongs.n; i++) {
		struct wrong *k = &st->wrongs.v[i];
		if (k->detector == w->detector && k->pair == w->pair && k->half == w->half && k->missed == w->missed)
			return k;
	}
	struct wrong *k = ARENA_PUSH(&s->arena, &st->wrongs);
	*k = *w;
	return k;
}

static void note_wrong(struct score *s, struct standing *st, struct specimen *x, const struct label *l)
{
	for (unsigned d = 0; d < s->n_detector; d++) {
		if (s->detector[d].unusable || !score_wrong(l, &x->answer[d]))
			continue;
		struct wrong w = {.detector = &s->detector[d],
		                  .class = st->class,
		                  .pair = x->cell->pair,
		                  .half = x->half,
		                  .missed = l->is == LABEL_PRESENT,
		                  .why = l->own ? cell_contradicts_why(x->cell, x->half) : NULL};
		struct wrong *k = wrong_case(s, st, &w);
		*ARENA_PUSH(&s->arena, k) = x; /* NOLINT(bugprone-sizeof-expression): a list of pointers */
	}
}

static int worst_first(const void *a, const void *b)
{
	const struct wrong *x = a, *y = b;
	if (x->detector != y->detector)
		return x->detector < y->detector ? -1 : 1;
	if (x->n != y->n)
		return x->n > y->n ? -1 : 1;
	int d = strcmp(x->pair->name, y->pair->name);
	return d ? d : x->half != y->half ? (int)x->half - (int)y->half : (int)x->missed - (int)y->missed;
}

static const char *relative(const char *path, struct arena *a)
{
	char here[PATH_MAX];
	size_t n = getcwd(here, sizeof here) ? strlen(here) : 0;
	return n > 1 && !strncmp(path, here, n) && path[n] == '/' ? arena_strdup(a, path + n + 1) : path;
}

const char *score_show(struct score *s, const struct wrong *w)
{
	const struct specimen *x = w->v[0];
	const struct config *c = &x->cell->column->config;
	const struct answer *answer = &x->answer[w->detector - s->detector];
	const char *half = w->half == HALF_BAD ? "bad" : "good";
	const char *named = answer->function ? answer->function[class_index(w->class)] : NULL;
	const char *flags = "";
	for (unsigned i = 0; i < c->level->flags.n; i++)
		flags = arena_printf(&s->arena, "%s %s", flags, c->level->flags.v[i]);
	return arena_printf(
	    &s->arena, "assay show --toolchain %s %s %s -- -%s%s -g", c->toolchain->id,
	    named ? named : arena_printf(&s->arena, "%s_%s", w->pair->symbol, half),
	    shell_word(arena_printf(&s->arena, "%s/%s.c", relative(w->pair->folder, &s->arena), half), &s->arena),
	    c->opt, flags);
}

/* ---- standings --------------------------------------------------------------------------------------------------- */

static void count_source(struct score *s, struct sources *list, const char *name)
{
	for (unsigned i = 0; i < list->n; i++)
		if (!strcmp(list->v[i].name, name)) {
			list->v[i].labels++;
			return;
		}
	*ARENA_PUSH(&s->arena, list) = (struct evidence_count){name, 1};
}

static int most_first(const void *a, const void *b)
{
	const struct evidence_count *x = a, *y = b;
	return x->labels != y->labels ? (x->labels > y->labels ? -1 : 1) : strcmp(x->name, y->name);
}

static void count_label(struct score *s, struct standing *st, const struct specimen *x, const struct label *l)
{
	st->label[l->is]++;
	st->own += l->own;
	st->against_intent += l->against_intent;
	st->disputed += l->disputed;
	st->explained += l->own && l->is != LABEL_UNKNOWN && cell_contradicts_why(x->cell, x->half);
	if (l->is == LABEL_UNKNOWN)
		count_source(s, &st->reasons, l->evidence);
	else
		count_source(s, &st->sources, l->source ? l->source : "");
}

static void sort(struct sources *list)
{
	if (list->n)
		qsort(list->v, list->n, sizeof *list->v, most_first);
}

static void count_class(struct score *s, const struct class *class)
{
	struct standing st = {.class = class};
	for (unsigned i = 0; i < s->n_specimen; i++) {
		const struct label *l = label_of(&s->specimen[i], class);
		if (!l)
			continue;
		count_label(s, &st, &s->specimen[i], l);
		note_wrong(s, &st, &s->specimen[i], l);
	}
	if (!st.label[LABEL_PRESENT] && !st.label[LABEL_ABSENT] && !st.label[LABEL_UNKNOWN])
		return;
	sort(&st.sources);
	sort(&st.reasons);
	st.scored = st.label[LABEL_PRESENT] || st.label[LABEL_ABSENT];
	if (st.wrongs.n)
		qsort(st.wrongs.v, st.wrongs.n, sizeof *st.wrongs.v, worst_first);
	if (st.scored)
		make_rows(s, &st);
	s->standing[s->n_standing++] = st;
}

void score_count(struct score *s)
{
	unsigned n = 0;
	while (class_table[n])
		n++;
	s->standing = ARENA_ARRAY(&s->arena, struct standing, n);
	/* Who asks for pairs of a class asks about that class. */
	const struct strings *only = &s->options->run.class;
	for (unsigned i = 0; i < n; i++)
		if (!only->n || strings_match(only, class_table[i]->name))
			count_class(s, class_table[i]);
}
