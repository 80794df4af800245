/* oracle_records.c: oracles that read what the compiler writes about its own work: loops vectorised, spills marked. */
#include "oracle.h"

#include <string.h>

static unsigned count_loops(const struct oracle_source *s, bool vectorised, const struct loop_record **first)
{
	unsigned n = 0;
	for (unsigned i = 0; i < s->loops.n; i++)
		if (s->loops.v[i].vectorised == vectorised && !n++)
			*first = &s->loops.v[i];
	return n;
}

static const char *describe(const struct loop_record *l, struct arena *a)
{
	return arena_printf(a, "%s, line %u: %s", l->function, l->line, l->said);
}

static const char *unreadable(const struct oracle_source *s) { return s->error ? s->error : s->no_record; }

/* A compiler that records only innermost loops names every one that stays scalar. gcc records outer loops as well. */
struct oracle_answer oracle_vectorised(const struct oracle_input *in, unsigned half)
{
	const struct oracle_source *s = &in->half[half].source;
	const struct loop_record *done = NULL, *missed = NULL;
	if (unreadable(s))
		return (struct oracle_answer){ORACLE_SILENT, unreadable(s), s->error != NULL};
	unsigned n = count_loops(s, true, &done), scalar = count_loops(s, false, &missed);
	if (!n && !scalar)
		return oracle_silent("the compiler records no loop");
	/* What is written with vectors is vectorised by no compiler. */
	if (scalar && half == ORACLE_BAD && oracle_counts(in, half).says == ORACLE_ABSENT)
		return oracle_silent(
		    arena_printf(in->arena, "it executes no more than good does: %s", describe(missed, in->arena)));
	if (scalar && (!n || in->config->toolchain->one_exit))
		return half == ORACLE_BAD
		           ? (struct oracle_answer){ORACLE_PRESENT, describe(missed, in->arena), false}
		           : oracle_silent(arena_printf(in->arena, "by the loop vectoriser it is not: %s",
		                                        describe(missed, in->arena)));
	return (struct oracle_answer){ORACLE_ABSENT, describe(done, in->arena), false};
}

/* Of a function of which nothing is known: a loop that is left scalar may have good reasons. */
struct oracle_answer oracle_vectorised_alone(const struct oracle_input *in, unsigned half)
{
	struct oracle_answer a = oracle_vectorised(in, half);
	const struct oracle_source *s = &in->half[half].source;
	const struct loop_record *any = NULL;
	if (a.says == ORACLE_ABSENT && !count_loops(s, false, &any))
		return a;
	return oracle_silent("a loop that is not vectorised may have its reasons");
}

const char *oracle_all_vectorised(const struct oracle_source *s, const struct config *c, struct arena *a)
{
	const struct loop_record *done = NULL, *missed = NULL;
	if (!c->toolchain->one_exit || unreadable(s) || count_loops(s, false, &missed) || !count_loops(s, true, &done))
		return NULL;
	return describe(done, a);
}

struct oracle_answer oracle_spilled(const struct oracle_input *in, unsigned half)
{
	const struct oracle_half *h = &in->half[half];
	unsigned stores, loads, n = spill_marks_count(&h->marks, NULL, &stores, &loads);
	if (h->marks.error)
		return (struct oracle_answer){ORACLE_SILENT, h->marks.error, h->source.error != NULL};
	if (!n)
		return (struct oracle_answer){ORACLE_ABSENT, "the compiler marks no spill", false};
	const struct spill_mark *first = h->marks.v;
	while (first->kind != SPILL_MARK)
		first++;
	const struct text_line *l = &h->source.text.v[first->line];
	return (struct oracle_answer){ORACLE_PRESENT,
	                              arena_printf(in->arena, "%u stores and %u loads are marked, the first: %.*s",
	                                           stores, loads, l->size > 120 ? 120 : l->size - 1, l->text + 1),
	                              false};
}
