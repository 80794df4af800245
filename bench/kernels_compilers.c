/* kernels_compilers.c: says plainly where a compiler's own loop is as good as the public function, or better. */
#include "kernels.h"

#include <string.h>

enum { COLUMNS = 100, INDENT = 10 };
static const double as_good = 0.97;

/* The loop's speed / the function's, 0 where one of them was not measured. */
static double relative_speed(const struct bench *b, const struct bench_case *c, const struct contender *loop)
{
	const struct measurement *l = cell(b, c, loop), *own = cell(b, c, contender_named(&b->contenders, "auto"));
	return l->status == MEASURED && own->status == MEASURED ? ratio_of(own, l).median : 0;
}

/* A word of a list, on a new line where it does not fit. */
static void print_word(const char *word, bool first, size_t *column)
{
	if (*column + strlen(word) + 2 > COLUMNS) {
		printf("%s\n%*s", first ? "" : ",", INDENT, "");
		*column = INDENT;
		first = true;
	}
	*column += (size_t)printf("%s%s", first ? "" : ", ", word);
}

/* Neighbouring sizes as one range. */
static void print_run(const struct group *g, size_t from, size_t to, bool first, size_t *column)
{
	char lower[32], upper[32], text[80];
	size_text(g->list[from]->size, lower);
	size_text(g->list[to]->size, upper);
	snprintf(text, sizeof text, "%s%s%s%s", g->list[from]->random ? "0-" : "", lower, from < to ? " to " : "",
	         from < to ? upper : "");
	print_word(text, first, column);
}

static void print_group(const struct bench *b, const struct group *g, const struct contender *loop)
{
	double most = 0;
	size_t column = 0;
	for (size_t k = 0; k < g->n; k++) {
		double speed = relative_speed(b, g->list[k], loop);
		if (speed < as_good)
			continue;
		if (!column)
			column = (size_t)printf("%8s  %s, %s%s, %s: ", loop->name, function_name(g->list[k]->function),
			                        measure_name(g->list[k]->measure), g->list[k]->random ? ", random" : "",
			                        place_name(g->list[k]->place));
		bool first = most == 0;
		most = speed > most ? speed : most;
		size_t from = k;
		while (!g->list[k]->random && k + 1 < g->n && relative_speed(b, g->list[k + 1], loop) >= as_good) {
			speed = relative_speed(b, g->list[++k], loop);
			most = speed > most ? speed : most;
		}
		print_run(g, from, k, first, &column);
	}
	if (!column)
		return;
	char text[32];
	snprintf(text, sizeof text, "up to %.2f", most);
	print_word(text, false, &column);
	printf("\n");
}

void print_as_good(const struct bench *b)
{
	printf("\nWhere a compiler's own loop is as good as the public function or better: sizes at which it has at\n"
	       "least %.2f of the function's speed, and the most of it. A cycle more or less in a call of a few\n"
	       "bytes is as much the caller's alignment as the function's.\n",
	       as_good);
	for (size_t k = 0; k < b->contenders.n; k++)
		for (size_t i = 0; i < b->cases.n && b->contenders.list[k].kind == COMPILER; i++) {
			struct group g = gather(b, &b->cases.list[i]);
			if (g.n && g.list[0]->place != MID_PAGE)
				print_group(b, &g, &b->contenders.list[k]);
		}
}
