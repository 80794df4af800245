/* bootstrap.h: medians of what was measured, with the interval that resampling gives them. */
#ifndef ASSAY_BOOTSTRAP_H
#define ASSAY_BOOTSTRAP_H

#include <stdbool.h>

/* Of fewer values no range is a 95% interval of the median: all of n lie on one side of it with probability 2^(1-n). */
enum { BOOTSTRAP_LEAST = 6 };

struct estimate {
	double value, low, high; /* the 95% interval; without one -inf and +inf */
	unsigned n;              /* values that it was made of */
};

/* Percentile bootstrap (Efron and Tibshirani: An introduction to the bootstrap, 1993, chapter 13), 2000 resamples by
 * splitmix64 from a fixed seed: the same values always give the same interval. */
struct estimate bootstrap_median(const double *v, unsigned n);
/* The median of v[i] / w[i]: what was measured in the same round. */
struct estimate bootstrap_paired(const double *v, const double *w, unsigned n);
/* Median of v over median of w, each resampled by itself. */
struct estimate bootstrap_ratio(const double *v, unsigned n, const double *w, unsigned m);

double median_of(const double *v, unsigned n);
/* Whether the whole interval lies below or above x. */
static inline bool estimate_below(struct estimate e, double x) { return e.high < x; }
static inline bool estimate_above(struct estimate e, double x) { return e.low > x; }

#endif
