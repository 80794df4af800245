/* kernels_table.c: the measurements as tables of at most 100 columns. */
#include "kernels.h"

enum { LABEL = 8, COLUMN = 7 };

static bool same_table(const struct bench_case *x, const struct bench_case *y)
{
	return x->function == y->function && x->measure == y->measure && x->place == y->place && x->random == y->random;
}

struct group gather(const struct bench *b, const struct bench_case *first)
{
	struct group g = {0};
	for (const struct bench_case *c = b->cases.list; c < first; c++)
		if (same_table(c, first))
			return g;
	for (const struct bench_case *c = first; c < b->cases.list + b->cases.n; c++)
		if (same_table(c, first) && cell(b, c, b->contenders.scalar)->status && g.n < GROUP)
			g.list[g.n++] = c;
	return g;
}

static bool in_group(const struct bench *b, const struct group *g, const struct contender *who)
{
	for (size_t i = 0; i < g->n; i++)
		if (cell(b, g->list[i], who)->status)
			return who->kind != CALL;
	return false;
}

static void print_cell(const struct bench_case *c, const struct measurement *m)
{
	bool rate = c->size >= 1024 && !c->random && c->measure == THROUGHPUT;
	double value = rate ? gigabytes_per_second(c, m->median) : m->median;
	if (m->status == LEFT_OUT)
		printf("%*s", COLUMN, "-");
	else if (m->status == WRONG)
		printf("%*s", COLUMN, "WRONG");
	else
		printf("%*.*f", COLUMN, value < 9.995 ? 2 : value < 999.95 ? 1 : 0, value);
}

/* The middle one of the row's interquartile ranges, in per cent of the medians. */
static void print_spread(const struct bench *b, const struct bench_case *c)
{
	double range[CONTENDERS];
	unsigned n = 0;
	for (size_t i = 0; i < b->contenders.n; i++) {
		const struct measurement *m = cell(b, c, &b->contenders.list[i]);
		if (m->status == MEASURED)
			range[n++] = (m->high - m->low) / m->median * 100;
	}
	printf("%6.1f%%\n", spread_of(range, n).median);
}

static void print_group(const struct bench *b, const struct group *g)
{
	const struct bench_case *first = g->list[0];
	const struct measurement *call = cell(b, first, contender_named(&b->contenders, "call"));
	printf("\n%s, %s, %s%s", function_name(first->function), measure_name(first->measure),
	       first->random ? "random sizes, " : "", place_name(first->place));
	if (call->status)
		printf(" (an empty call: %.2f ns)", call->median);
	printf("\n%*s", LABEL, "bytes");
	for (size_t i = 0; i < b->contenders.n; i++)
		if (in_group(b, g, &b->contenders.list[i]))
			printf("%*.*s", COLUMN, COLUMN - 1, b->contenders.list[i].name);
	printf("    IQR\n");
	for (size_t k = 0; k < g->n; k++) {
		const struct bench_case *c = g->list[k];
		char text[32], label[40];
		size_text(c->size, text);
		snprintf(label, sizeof label, "%s%s", c->random ? "0-" : "", text);
		printf("%*s", LABEL, label);
		for (size_t i = 0; i < b->contenders.n; i++)
			if (in_group(b, g, &b->contenders.list[i]))
				print_cell(c, cell(b, c, &b->contenders.list[i]));
		print_spread(b, c);
	}
}

void print_tables(const struct bench *b)
{
	printf("\nMedians. Throughput from 1 KiB on in GB/s (10^9 bytes of one range), all else in ns a call.\n"
	       "IQR: the interquartile range, the middle one of the row.\n");
	for (size_t i = 0; i < b->cases.n; i++) {
		struct group g = gather(b, &b->cases.list[i]);
		if (g.n)
			print_group(b, &g);
	}
}

void print_contenders(const struct bench *b)
{
	printf("\nWho is measured\n");
	for (size_t i = 0; i < b->contenders.n; i++)
		printf("%*s  %s\n", LABEL, b->contenders.list[i].name, b->contenders.list[i].title);
}
