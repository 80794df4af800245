/* test_ratio.c: the maximum cycle ratio on random graphs, checked by Bellman-Ford: no cycle may do better. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "ratio.h"

#define MAX_NODES 24
#define MAX_EDGES 120

struct graph {
	uint32_t n, first[MAX_NODES + 1];
	struct ratio_edge edge[MAX_EDGES];
};

static uint32_t pick(uint64_t *seed, uint32_t below)
{
	*seed = *seed * 6364136223846793005ull + 1442695040888963407ull;
	return (uint32_t)(*seed >> 33) % below;
}

/* Edges forward in the order of nodes carry no distance, all others do: as in a loop's body. */
static struct graph random_graph(uint64_t *seed)
{
	struct graph g = {.n = 1 + pick(seed, MAX_NODES)};
	uint32_t e = 0;
	for (uint32_t v = 0; v < g.n; v++) {
		g.first[v] = e;
		for (uint32_t k = pick(seed, 4); k > 0; k--) {
			uint32_t from = pick(seed, g.n);
			unsigned distance = from >= v ? 1 + pick(seed, 3) : pick(seed, 10) == 0;
			g.edge[e++] = (struct ratio_edge){from, (float)pick(seed, 12) / 2, (uint16_t)distance};
		}
	}
	g.first[g.n] = e;
	return g;
}

/* Whether some cycle's weight exceeds ratio * distance. */
static bool beats(const struct graph *g, double ratio)
{
	double d[MAX_NODES] = {0};
	bool changed = true;
	for (uint32_t round = 0; changed && round <= g->n; round++) {
		changed = false;
		for (uint32_t v = 0; v < g->n; v++)
			for (uint32_t e = g->first[v]; e < g->first[v + 1]; e++) {
				double w = d[g->edge[e].from] + g->edge[e].weight - ratio * g->edge[e].distance;
				if (w > d[v] + 1e-9) {
					d[v] = w;
					changed = true;
				}
			}
	}
	return changed;
}

static uint32_t target_of(const struct graph *g, uint32_t edge)
{
	uint32_t v = 0;
	while (g->first[v + 1] <= edge)
		v++;
	return v;
}

static void check(const struct graph *g, const struct ratio_cycle *c)
{
	if (!c->distance) {
		assert_false(beats(g, -1)); /* at -1 every cycle would win */
		return;
	}
	double weight = 0;
	uint32_t distance = 0;
	assert_true(g->edge[c->edge[0]].distance > 0);
	for (uint32_t i = 0; i < c->n; i++) {
		assert_int_equal(target_of(g, c->edge[i]), g->edge[c->edge[(i + 1) % c->n]].from);
		weight += g->edge[c->edge[i]].weight;
		distance += g->edge[c->edge[i]].distance;
	}
	assert_int_equal(distance, c->distance);
	assert_true(weight / distance > c->ratio - 1e-6 && weight / distance < c->ratio + 1e-6);
	assert_true(c->exact);
	assert_false(beats(g, c->ratio + 1e-3));
	assert_true(beats(g, c->ratio - 1e-3));
}

static void test_random(void **state)
{
	(void)state;
	const char *given = getenv("ASSAY_SEED");
	uint64_t seed = given ? strtoull(given, NULL, 0) : 20240607;
	struct arena arena = {0};
	print_message("ASSAY_SEED=%llu\n", (unsigned long long)seed);
	for (unsigned round = 0; round < 20000; round++) {
		struct graph g = random_graph(&seed);
		struct ratio_cycle c = ratio_max_cycle(&(struct ratio_graph){g.n, g.first, g.edge}, &arena);
		check(&g, &c);
		arena_reset(&arena);
	}
	arena_free(&arena);
}

/* a <- b <- a over two iterations: 3 + 5 cycles in two, more than any single turn. */
static void test_rotation(void **state)
{
	(void)state;
	struct arena arena = {0};
	const uint32_t first[] = {0, 1, 3};
	const struct ratio_edge edge[] = {{1, 3, 1}, {0, 5, 1}, {1, 2, 1}};
	struct ratio_cycle c = ratio_max_cycle(&(struct ratio_graph){2, first, edge}, &arena);
	assert_int_equal(c.distance, 2);
	assert_int_equal(c.n, 2);
	assert_true(c.ratio == 4);
	arena_free(&arena);
}

/* A cycle without distance is no loop-carried one: it must neither hang nor be taken for exact. */
static void test_no_distance(void **state)
{
	(void)state;
	struct arena arena = {0};
	const uint32_t first[] = {0, 1, 2};
	const struct ratio_edge edge[] = {{1, 3, 0}, {0, 5, 0}};
	struct ratio_cycle c = ratio_max_cycle(&(struct ratio_graph){2, first, edge}, &arena);
	assert_int_equal(c.distance, 0);
	assert_false(c.exact);
	arena_free(&arena);
}

/* One long ring: linear, and no recursion. */
static void test_long(void **state)
{
	(void)state;
	enum { N = 1000000 };
	struct arena arena = {0};
	uint32_t *first = malloc(sizeof *first * (N + 1));
	struct ratio_edge *edge = malloc(sizeof *edge * N);
	for (uint32_t v = 0; v < N; v++) {
		first[v] = v;
		edge[v] = (struct ratio_edge){v ? v - 1 : N - 1, 1, v == 0};
	}
	first[N] = N;
	struct ratio_cycle c = ratio_max_cycle(&(struct ratio_graph){N, first, edge}, &arena);
	assert_int_equal(c.n, N);
	assert_true(c.ratio == N);
	free(first);
	free(edge);
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_random),
	    cmocka_unit_test(test_rotation),
	    cmocka_unit_test(test_no_distance),
	    cmocka_unit_test(test_long),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
