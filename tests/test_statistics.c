/* test_statistics.c: figures and intervals against published values, and what the bootstrap must do by construction. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "statistics.h"

#include <math.h>

static void near(double is, double wanted, double tolerance)
{
	if (!(fabs(is - wanted) <= tolerance))
		fail_msg("%.6f, expected %.6f", is, wanted);
}

/* Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I, method 3: four decimals. */
static void wilson_is_as_published(void **state)
{
	static const struct {
		unsigned hits, n;
		double low, high;
	} rows[] = {{81, 263, 0.2553, 0.3662}, {15, 148, 0.0624, 0.1605}, {0, 20, 0, 0.1611}, {1, 29, 0.0061, 0.1718}};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct interval w = wilson(rows[i].hits, rows[i].n), rest = wilson(rows[i].n - rows[i].hits, rows[i].n);
		near(w.low, rows[i].low, 0.00005);
		near(w.high, rows[i].high, 0.00005);
		near(rest.low, 1 - rows[i].high, 0.00005); /* the other answer is the mirror image */
		near(rest.high, 1 - rows[i].low, 0.00005);
	}
	assert_true(isnan(wilson(0, 0).low) && isnan(wilson(0, 0).high));
	assert_true(wilson(0, 7).low == 0 && wilson(7, 7).high == 1);
}

static void figures_by_hand(void **state)
{
	(void)state;
	const struct confusion c = {.tp = 6, .fp = 1, .fn = 2, .tn = 3};
	near(precision_of(&c), 6.0 / 7, 1e-12);
	near(recall_of(&c), 6.0 / 8, 1e-12);
	near(f1_of(&c), 12.0 / 15, 1e-12);
	near(mcc_of(&c), 16 / sqrt(1120), 1e-12); /* (6*3 - 1*2) / sqrt(7*8*4*5) */
	const struct confusion all = {.tp = 5, .tn = 9}, none = {.fp = 9, .fn = 5}, large = {3000000, 1, 1, 3000000};
	near(mcc_of(&all), 1, 1e-12);
	near(mcc_of(&none), -1, 1e-12);
	near(mcc_of(&large), 1, 1e-6); /* its products are beyond 64 bits */
}

static void undefined_is_not_a_number(void **state)
{
	(void)state;
	const struct confusion silent = {.fn = 4, .tn = 4}, nothing = {.tn = 4}, positives = {.tp = 4};
	assert_true(isnan(precision_of(&silent)));
	near(recall_of(&silent), 0, 0);
	near(f1_of(&silent), 0, 0);
	assert_true(isnan(mcc_of(&silent)));
	assert_true(isnan(recall_of(&nothing)) && isnan(f1_of(&nothing)));
	assert_true(isnan(mcc_of(&positives)));
	near(precision_of(&positives), 1, 0);
}

static void bootstrap_of_equal_clusters_is_a_point(void **state)
{
	struct confusion c[9];
	(void)state;
	for (int i = 0; i < 9; i++)
		c[i] = (struct confusion){3, 1, 2, 4};
	struct interval b = bootstrap(c, 9, f1_of, 1);
	near(b.low, 6.0 / 9, 1e-12);
	near(b.high, 6.0 / 9, 1e-12);
}

static void bootstrap_needs_clusters(void **state)
{
	(void)state;
	const struct confusion c[3] = {{.tp = 3, .fn = 4}, {.tn = 5}, {.tn = 5}};
	assert_true(isnan(bootstrap(c, 1, f1_of, 1).low));
	assert_true(isnan(bootstrap(c, 0, f1_of, 1).low));
	/* Both of two without a positive: F1 is undefined in every resample. */
	assert_true(isnan(bootstrap(c + 1, 2, f1_of, 1).high));
	assert_false(isnan(bootstrap(c, 3, f1_of, 1).low)); /* undefined in 8 of 27 */
}

/* 400 clusters of one answer each: recall is a plain proportion, its standard error known. */
static void bootstrap_is_as_wide_as_the_normal_approximation(void **state)
{
	struct confusion c[400];
	(void)state;
	for (int i = 0; i < 400; i++)
		c[i] = i < 280 ? (struct confusion){.tp = 1} : (struct confusion){.fn = 1};
	double half = 1.96 * sqrt(0.7 * 0.3 / 400);
	struct interval b = bootstrap(c, 400, recall_of, 42);
	near(b.low, 0.7 - half, 0.01);
	near(b.high, 0.7 + half, 0.01);
	/* Ten equal answers in each cluster say no more than one. */
	for (int i = 0; i < 400; i++)
		c[i] = i < 280 ? (struct confusion){.tp = 10} : (struct confusion){.fn = 10};
	struct interval ten = bootstrap(c, 400, recall_of, 42);
	near(ten.low, b.low, 1e-12);
	near(ten.high, b.high, 1e-12);
}

static void bootstrap_repeats_itself(void **state)
{
	struct confusion c[20];
	(void)state;
	for (unsigned i = 0; i < 20; i++)
		c[i] = (struct confusion){i % 3, i % 2, i % 5, 4};
	struct interval a = bootstrap(c, 20, mcc_of, 5), b = bootstrap(c, 20, mcc_of, 5),
	                other = bootstrap(c, 20, mcc_of, 6);
	assert_true(a.low == b.low && a.high == b.high);
	assert_true(a.low != other.low || a.high != other.high);
	assert_true(a.low < a.high);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(wilson_is_as_published),
	    cmocka_unit_test(figures_by_hand),
	    cmocka_unit_test(undefined_is_not_a_number),
	    cmocka_unit_test(bootstrap_of_equal_clusters_is_a_point),
	    cmocka_unit_test(bootstrap_needs_clusters),
	    cmocka_unit_test(bootstrap_is_as_wide_as_the_normal_approximation),
	    cmocka_unit_test(bootstrap_repeats_itself),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
