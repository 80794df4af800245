/* test_bootstrap.c: medians and their intervals, against figures that tests/diff/expected.py computes and against the
 * exact interval that order statistics give. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "bootstrap.h"

#include <math.h>
#include <stdlib.h>

static void close_to(double a, double b)
{
	if (fabs(a - b) > 1e-8 * fabs(b))
		fail_msg("%.12g, expected %.12g", a, b);
}

static void medians(void **state)
{
	(void)state;
	close_to(median_of((double[]){3, 1, 2}, 3), 2);
	close_to(median_of((double[]){4, 1, 2, 3}, 4), 2.5);
	close_to(median_of((double[]){7}, 1), 7);
	assert_true(isnan(median_of(NULL, 0)));
}

/* expected.py --paired on these pairs. */
static void paired_as_elsewhere(void **state)
{
	static const double v[] = {10.2, 11.1, 9.8, 30.5, 10.0, 10.4, 10.9, 9.9, 10.1, 10.6, 10.3};
	static const double w[] = {5.0, 5.2, 5.1, 5.0, 5.3, 5.1, 12.0, 5.0, 5.2, 5.1, 5.0};
	struct estimate e = bootstrap_paired(v, w, 11);
	(void)state;
	close_to(e.value, 2.03921569);
	close_to(e.low, 1.92156863);
	close_to(e.high, 2.07843137);
	assert_int_equal(e.n, 11);
	assert_true(estimate_above(e, 1) && !estimate_below(e, 1));
	struct estimate inverse = bootstrap_paired(w, v, 11);
	assert_true(estimate_below(inverse, 1) && !estimate_above(inverse, 1));
}

static void too_few_have_no_interval(void **state)
{
	static const double v[] = {1, 2, 3, 4, 5, 6};
	(void)state;
	struct estimate five = bootstrap_median(v, 5), six = bootstrap_median(v, 6);
	close_to(five.value, 3);
	assert_true(isinf(five.low) && isinf(five.high) && five.low < five.high);
	assert_false(estimate_above(five, 0) || estimate_below(five, 10));
	assert_true(isfinite(six.low) && isfinite(six.high));
	struct estimate ratio = bootstrap_ratio(v, 6, v, 5);
	assert_true(isinf(ratio.low) && isinf(ratio.high));
}

/* Of 31 ordered values the 10th and the 22nd bound the median at 95% (binomial: 0.9706), the 11th and 21st at 0.9292:
 * the bootstrap's bounds lie at those or one beside. */
static void near_the_order_statistics(void **state)
{
	double v[31];
	(void)state;
	for (int i = 0; i < 31; i++)
		v[(i * 12) % 31] = 1 + i;
	struct estimate e = bootstrap_median(v, 31);
	close_to(e.value, 16);
	assert_true(e.low >= 9 && e.low <= 12);
	assert_true(e.high >= 20 && e.high <= 23);
}

/* 95% means 95%: of many samples from one distribution some 95% of the intervals hold its median; at n = 15 the
 * percentile bootstrap of a median is a little wide or narrow, never far off. */
static void covers_the_median(void **state)
{
	enum { SAMPLES = 600, N = 15 };
	uint64_t seed = 11;
	unsigned holds = 0;
	(void)state;
	for (int s = 0; s < SAMPLES; s++) {
		double v[N];
		for (int i = 0; i < N; i++) {
			seed = seed * 6364136223846793005ull + 1442695040888963407ull;
			/* Times are skewed: exponential, of median log 2. */
			v[i] = -log(1 - (double)(seed >> 11) * 0x1p-53);
		}
		struct estimate e = bootstrap_median(v, N);
		holds += e.low <= log(2) && e.high >= log(2);
	}
	assert_true(holds >= SAMPLES * 0.91 && holds <= SAMPLES * 0.99);
}

static void the_same_values_do_not_differ(void **state)
{
	static const double v[] = {5, 5, 5, 5, 5, 5, 5};
	(void)state;
	struct estimate e = bootstrap_ratio(v, 7, v, 7);
	close_to(e.value, 1);
	close_to(e.low, 1);
	close_to(e.high, 1);
	assert_false(estimate_above(e, 1) || estimate_below(e, 1));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(medians),
	    cmocka_unit_test(paired_as_elsewhere),
	    cmocka_unit_test(too_few_have_no_interval),
	    cmocka_unit_test(near_the_order_statistics),
	    cmocka_unit_test(covers_the_median),
	    cmocka_unit_test(the_same_values_do_not_differ),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
