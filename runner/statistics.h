/* statistics.h: how often a yes/no answer is right, and how sure that is. */
#ifndef ASSAY_STATISTICS_H
#define ASSAY_STATISTICS_H

#include <stdint.h>

/* Answers against labels. */
struct confusion {
	unsigned tp, fp, fn, tn;
};

/* NAN throughout: undefined (nothing to divide by). */
struct interval {
	double low, high;
};

struct figure {
	double value;
	struct interval ci; /* 95% */
};

double precision_of(const struct confusion *c);
double recall_of(const struct confusion *c);
double f1_of(const struct confusion *c);
/* Matthews' correlation coefficient. */
double mcc_of(const struct confusion *c);

/* Wilson's score interval of `hits` among `n` at 95%: Wilson 1927, "Probable inference, the law of succession, and
 * statistical inference", equation in the form without continuity correction. */
struct interval wilson(unsigned hits, unsigned n);

/* The percentile bootstrap of a figure, at 95%: whole clusters are drawn with replacement, as the answers inside one
 * depend on each other. Undefined where there are fewer than two clusters, or the figure is undefined in more than half
 * of the resamples. The same seed gives the same interval. */
enum { RESAMPLES = 2000 };
struct interval bootstrap(const struct confusion *cluster, unsigned n, double (*figure)(const struct confusion *),
                          uint64_t seed);

#endif
