/* kernels_targets.c: what the kernels are meant to reach, what they reached, and a plain yes or no. */
#include "kernels.h"

#include <math.h>

/* Where they come from: measured with a prototype on one Zen 5. Ratios hold on other machines better than times. */
static const struct target common[] = {
    {{POPCOUNT, THROUGHPUT, ALIGNED, false, 32 << 10, false}, "scalar", "gcc-O2", SPEED_OF, 4},
    {{POPCOUNT, THROUGHPUT, ALIGNED, false, 16 << 10, false}, "scalar", "gcc-O2", SPEED_OF, 4},
    {{POPCOUNT, THROUGHPUT, ALIGNED, true, 64, false}, "auto", NULL, TIME_UNDER, 2.5},
    {{POPCOUNT, THROUGHPUT, ALIGNED, true, 64, false}, "auto", "gcc-O2", SPEED_OF, 4},
    {{POPCOUNT, THROUGHPUT, ALIGNED, true, 64, false}, "auto", "gcc-O3", SPEED_OF, 0},
    {{POPCOUNT, THROUGHPUT, ALIGNED, true, 64, false}, "auto", "clang", SPEED_OF, 0},
    {{POPCOUNT, THROUGHPUT, SCATTERED, true, 64, false}, "auto", "gcc-O2", SPEED_OF, 4},
    {{POPCOUNT_WORDS, THROUGHPUT, ALIGNED, true, 64, false}, "auto", "gcc-O2", SPEED_OF, 0},
    {{HAMMING, THROUGHPUT, ALIGNED, true, 64, false}, "auto", "gcc-O2", SPEED_OF, 0},
    {{POPCOUNT, THROUGHPUT, PAGE_END, false, 63, true}, "auto", NULL, TIME_OF_MID_PAGE, 2},
    {{POPCOUNT, THROUGHPUT, PAGE_END, false, 100, true}, "auto", NULL, TIME_OF_MID_PAGE, 2},
    {{HAMMING, THROUGHPUT, PAGE_END, false, 63, true}, "auto", NULL, TIME_OF_MID_PAGE, 2},
    {{HAMMING, THROUGHPUT, PAGE_END, false, 100, true}, "auto", NULL, TIME_OF_MID_PAGE, 2},
    {.who = NULL},
};

enum { NONE = -1, NO, YES };

static bool same_case(const struct bench_case *x, const struct bench_case *y)
{
	return x->function == y->function && x->measure == y->measure && x->place == y->place &&
	       x->random == y->random && x->size == y->size;
}

static const struct bench_case *find(const struct bench *b, const struct bench_case *wanted)
{
	for (size_t i = 0; i < b->cases.n; i++)
		if (same_case(&b->cases.list[i], wanted))
			return &b->cases.list[i];
	return NULL;
}

bool is_targets_case(const struct bench_case *c)
{
	for (const struct target *t = common; t->who; t++)
		if (same_case(&t->at, c))
			return true;
	for (const struct target *t = isa_targets; t->who; t++)
		if (same_case(&t->at, c))
			return true;
	return false;
}

struct outcome {
	struct spread reached;
	int holds;       /* YES, NO, or NONE */
	const char *why; /* why there is no figure; NULL when there is one */
};

/* The demands have two digits after the point, and no more can be measured. */
static double round2(double x) { return floor(x * 100 + 0.5) / 100; }

static struct outcome judge(const struct bench *b, const struct target *t)
{
	struct outcome o = {.holds = NONE};
	const struct bench_case *c = find(b, &t->at);
	const struct contender *who = contender_named(&b->contenders, t->who);
	const struct contender *against = t->against ? contender_named(&b->contenders, t->against) : who;
	if (!c || !who || !against || !who->present || !against->present) {
		o.why = !who || !who->present ? "not on this CPU" : !c ? "no such case" : "nothing to compare with";
		return o;
	}
	const struct measurement *own = cell(b, c, who), *other = cell(b, c, against);
	if (t->demand == TIME_OF_MID_PAGE)
		other = cell(b, c + 1, who);
	if (own->status != MEASURED || other->status != MEASURED) {
		o.why = own->status == WRONG ? "WRONG RESULT" : "not measured";
		return o;
	}
	o.reached = t->demand == SPEED_OF           ? ratio_of(other, own)
	            : t->demand == TIME_OF_MID_PAGE ? ratio_of(own, other)
	                                            : (struct spread){own->median, own->low, own->high};
	if (t->bound > 0)
		o.holds =
		    t->demand == SPEED_OF ? round2(o.reached.median) >= t->bound : round2(o.reached.median) <= t->bound;
	return o;
}

static void describe(const struct target *t, char what[64], char demand[48])
{
	char size[32];
	size_text(t->at.size, size);
	snprintf(what, 64, "%s %s, %s%s, %s", t->who, function_name(t->at.function), t->at.random ? "random 0-" : "",
	         size, t->at.place == PAGE_END ? "page end" : place_name(t->at.place));
	if (t->demand == TIME_UNDER)
		snprintf(demand, 48, "<= %.1f ns", t->bound);
	else if (t->demand == TIME_OF_MID_PAGE)
		snprintf(demand, 48, "<= %.1f of it elsewhere", t->bound);
	else if (t->bound > 0)
		snprintf(demand, 48, ">= %.2f of %s", t->bound, t->against);
	else
		snprintf(demand, 48, "of %s: no demand", t->against);
}

static void print_list(const struct bench *b, const struct target *t)
{
	for (; t->who; t++) {
		char what[64], demand[48];
		struct outcome o = judge(b, t);
		describe(t, what, demand);
		printf("%-42s %-28s ", what, demand);
		if (o.why)
			printf("%s\n", o.why);
		else
			printf("%6.2f %5.2f-%-5.2f  %s\n", o.reached.median, o.reached.low, o.reached.high,
			       o.holds == NONE ? "-"
			       : o.holds       ? "yes"
			                       : "NO");
	}
}

void print_targets(const struct bench *b)
{
	printf("\nWhat is to be reached, and what was: the median of the ratios within a round, and their quartiles.\n"
	       "The 2.5 ns are demanded of one Zen 5; ratios hold on other machines too.\n");
	print_list(b, isa_targets);
	print_list(b, common);
}

static void add_list(const struct bench *b, const struct target *t, json_t *to)
{
	for (; t->who; t++) {
		char what[64], demand[48];
		struct outcome o = judge(b, t);
		describe(t, what, demand);
		json_t *row = json_pack("{s:s, s:s}", "case", what, "to_reach", demand);
		if (o.why)
			json_object_set_new(row, "not_measured", json_string(o.why));
		else
			json_object_update_new(row, json_pack("{s:f, s:f, s:f}", "reached", o.reached.median, "low",
			                                      o.reached.low, "high", o.reached.high));
		json_object_set_new(row, "holds", o.holds == NONE ? json_null() : json_boolean(o.holds));
		json_array_append_new(to, row);
	}
}

json_t *targets_json(const struct bench *b)
{
	json_t *list = json_array();
	add_list(b, isa_targets, list);
	add_list(b, common, list);
	return list;
}
