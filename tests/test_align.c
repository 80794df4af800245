/* test_align.c: alignments are common subsequences, as long as dynamic programming's where few items differ, and near
 * linear in time. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "align.h"

static uint32_t pick(uint64_t *seed, uint32_t below)
{
	*seed = *seed * 6364136223846793005ull + 1442695040888963407ull;
	return (uint32_t)(*seed >> 33) % below;
}

static uint32_t longest(const uint64_t *a, uint32_t n, const uint64_t *b, uint32_t m)
{
	static uint32_t t[65][65];
	memset(t, 0, sizeof t);
	for (uint32_t i = 1; i <= n; i++)
		for (uint32_t k = 1; k <= m; k++) {
			t[i][k] = t[i - 1][k] > t[i][k - 1] ? t[i - 1][k] : t[i][k - 1];
			if (a[i - 1] == b[k - 1] && t[i - 1][k - 1] + 1 > t[i][k])
				t[i][k] = t[i - 1][k - 1] + 1;
		}
	return t[n][m];
}

/* The number of matches; fails where they are no common subsequence. */
static uint32_t check(const uint64_t *a, uint32_t n, const uint64_t *b, uint32_t m, const uint32_t *match)
{
	uint32_t count = 0;
	int64_t last = -1;
	for (uint32_t i = 0; i < n; i++) {
		if (match[i] == ALIGN_NONE)
			continue;
		assert_true(match[i] < m && match[i] > last);
		assert_true(a[i] == b[match[i]]);
		last = match[i];
		count++;
	}
	return count;
}

static void finds_the_longest(void **state)
{
	uint64_t seed = 7;
	(void)state;
	for (int turn = 0; turn < 30000; turn++) {
		uint64_t a[64], b[64];
		uint32_t match[64], n = pick(&seed, 65), m = pick(&seed, 65), letters = 1 + pick(&seed, 8);
		struct arena arena = {0};
		for (uint32_t i = 0; i < 64; i++) {
			a[i] = pick(&seed, letters);
			b[i] = pick(&seed, letters);
		}
		align(a, n, b, m, match, &arena);
		assert_int_equal(check(a, n, b, m, match), longest(a, n, b, m));
		arena_free(&arena);
	}
}

/* A long sequence with some items inserted, deleted and replaced: what was not touched is matched. */
static void keeps_what_was_not_touched(void **state)
{
	enum { N = 20000 };
	uint64_t *a = calloc(2 * N, sizeof *a), *b = calloc(2 * N, sizeof *b), seed = 3;
	uint32_t *match = calloc(2 * N, sizeof *match), m = 0, kept = 0;
	struct arena arena = {0};
	(void)state;
	for (uint32_t i = 0; i < N; i++) {
		a[i] = 1000 + i;
		uint32_t what = pick(&seed, 100);
		if (what == 1)
			b[m++] = 5;
		if (what != 2) {
			b[m++] = what == 3 ? 6 : a[i];
			kept += what != 3;
		}
	}
	align(a, N, b, m, match, &arena);
	assert_int_equal(check(a, N, b, m, match), kept);
	arena_free(&arena);
	free(a);
	free(b);
	free(match);
}

/* Nothing in common, 100,000 items on each side: quadratic work would be 10^10 steps. Processor time, generously. */
static void stays_near_linear(void **state)
{
	enum { N = 100000 };
	uint64_t *a = calloc(N, sizeof *a), *b = calloc(N, sizeof *b);
	uint32_t *match = calloc(N, sizeof *match);
	struct arena arena = {0};
	(void)state;
	for (uint32_t i = 0; i < N; i++) {
		a[i] = i;
		b[i] = N + i;
	}
	clock_t start = clock();
	align(a, N, b, N, match, &arena);
	assert_int_equal(check(a, N, b, N, match), 0);
	assert_true(clock() - start < 10 * CLOCKS_PER_SEC);
	arena_free(&arena);
	free(a);
	free(b);
	free(match);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(finds_the_longest),
	    cmocka_unit_test(keeps_what_was_not_touched),
	    cmocka_unit_test(stays_near_linear),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
