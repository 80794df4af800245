/* oracle_counts.c: oracles of the counted run: a figure of the bad half beside the same of the good half. */
#include "oracle.h"

#include <string.h>

/* A figure is the sum of up to three; as it is, or for each element of the case. */
struct row {
	const char *class;
	enum census_figure figure[3];
	unsigned n_figures;
	bool whole;          /* not for each element */
	double least, ratio; /* bad shows it where it lies that far above good, as a difference and as a factor */
	double none; /* so little of it is nothing: absent by itself, whatever the other half does. < 0: no such */
	const char *words;
};

#define ONE(f)    {CENSUS_##f}, 1
#define TWO(f, g) {CENSUS_##f, CENSUS_##g}, 2

static const struct row rows[] = {
    {"bounds-check", ONE(branches), false, 0.2, 1.2, -1, "branches for each element"},
    {"missed-simd", ONE(instructions), false, 0.1, 1.5, -1, "instructions for each element"},
    {"redundant-load", ONE(loads), false, 0.1, 1.1, -1, "loads for each element"},
    {"slow-division", ONE(divisions), false, 0.02, 2, 0.01, "divisions and square roots for each element"},
    {"call-in-loop", ONE(calls), false, 0.02, 2, 0.01, "calls for each element"},
    {"cold-in-hot", ONE(cold), true, 8, 1, 4, "bytes of loops that less than one round in 32 executes"},
    /* The loop has one of its own: with another one or two there is no chain of three. */
    {"branch-chain", ONE(branches), false, 0.5, 1.3, 2.5, "branches for each element"},
    {"invariant-in-loop", ONE(own), false, 0.1, 1.05, -1, "instructions for each element"},
    {"missed-idiom", ONE(instructions), false, 0.2, 1.1, -1, "instructions for each element"},
    {"split-access", TWO(line_crossings, blocked), false, 0.01, 2, 0.005,
     "accesses across cache lines, or of bytes that a narrower store just wrote, for each element"},
    {"branchy-select", ONE(varying), true, 1, 1, 0, "branches that depend on data"},
};

static const struct row *row_of(const char *class)
{
	for (unsigned i = 0; i < sizeof rows / sizeof *rows; i++)
		if (!strcmp(rows[i].class, class))
			return &rows[i];
	return NULL;
}

bool oracle_counts_known(const char *class)
{
	return row_of(class) || !strcmp(class, "strided-access") || !strcmp(class, "pointer-chase");
}

static const char *const halves[] = {"bad", "good"};

static double sum(const json_t *census, const struct row *r, const char *half)
{
	double x = 0;
	for (unsigned i = 0; i < r->n_figures; i++)
		x += census_per_element(census, half, r->figure[i]);
	return r->whole ? x * (double)json_integer_value(json_object_get(census, "elements")) : x;
}

/* The instruction that adds most to it. */
static const char *most(const json_t *census, const struct row *r, const char *half)
{
	const json_t *all = json_object_get(json_object_get(census, half), "most");
	for (unsigned i = 0; i < r->n_figures; i++) {
		const char *text = json_string_value(json_object_get(all, census_name(r->figure[i])));
		if (text)
			return text;
	}
	return NULL;
}

static struct oracle_answer compare(const struct oracle_input *in, const struct row *r, unsigned half)
{
	double bad = sum(in->census, r, "bad"), good = sum(in->census, r, "good"), own = half ? good : bad;
	const char *at = most(in->census, r, halves[half]);
	const char *text = arena_printf(in->arena, "%s: bad %.3g, good %.3g%s%s", r->words, bad, good,
	                                at && own > 0 ? "; most of this half's: " : "", at && own > 0 ? at : "");
	bool worse = bad >= good + r->least && bad >= good * r->ratio;
	if (own <= r->none)
		return (struct oracle_answer){ORACLE_ABSENT, text, false};
	if (worse)
		return (struct oracle_answer){half == ORACLE_BAD ? ORACLE_PRESENT : ORACLE_ABSENT, text, false};
	if (half == ORACLE_BAD && bad <= good * 1.02)
		return (struct oracle_answer){ORACLE_ABSENT, text, false};
	return oracle_silent(text);
}

/* ---- figures of which a share says more -------------------------------------------------------------------------- */

enum { LINE = 64 };

/* Bytes used of each line that is filled; below half of what good uses, and of the line, it is a stride. */
static struct oracle_answer strided(const struct oracle_input *in, unsigned half)
{
	double used[2], fills[2];
	for (unsigned i = 0; i < 2; i++) {
		fills[i] = census_per_element(in->census, halves[i], CENSUS_fills);
		used[i] = fills[i] > 0 ? census_per_element(in->census, halves[i], CENSUS_filled) / fills[i] : LINE;
	}
	const char *text = arena_printf(in->arena, "bytes used of each cache line filled: bad %.1f, good %.1f of 64",
	                                used[0], used[1]);
	if (used[half] > 0.75 * LINE)
		return (struct oracle_answer){ORACLE_ABSENT, text, false};
	if (used[0] <= 0.5 * LINE && fills[0] >= 1.5 * fills[1])
		return (struct oracle_answer){half == ORACLE_BAD ? ORACLE_PRESENT : ORACLE_ABSENT, text, false};
	if (half == ORACLE_BAD && fills[0] <= 1.05 * fills[1])
		return (struct oracle_answer){ORACLE_ABSENT, text, false};
	return oracle_silent(text);
}

/* A chain through addresses needs both: latency that no port explains, and addresses that no prefetcher follows. */
static struct oracle_answer chased(const struct oracle_input *in, unsigned half)
{
	double jumps = census_per_element(in->census, halves[half], CENSUS_erratic);
	struct oracle_answer chain = oracle_schedule(in, half);
	const char *text = arena_printf(in->arena, "%.3g loads for each element jump between cache lines; llvm-mca: %s",
	                                jumps, chain.evidence);
	if (chain.says == ORACLE_ABSENT)
		return (struct oracle_answer){ORACLE_ABSENT, text, false};
	if (chain.says == ORACLE_PRESENT && jumps >= 0.1)
		return (struct oracle_answer){ORACLE_PRESENT, text, false};
	return oracle_silent(text);
}

struct oracle_answer oracle_counts(const struct oracle_input *in, unsigned half)
{
	const char *class = in->pair->class->name, *why = json_string_value(json_object_get(in->census, "silent"));
	const struct row *r = row_of(class);
	if (!in->census || why)
		return (struct oracle_answer){ORACLE_SILENT, why ? why : "it was not counted", true};
	if (!strcmp(class, "strided-access"))
		return strided(in, half);
	if (!strcmp(class, "pointer-chase"))
		return chased(in, half);
	return r ? compare(in, r, half) : oracle_silent("no figure tells");
}
