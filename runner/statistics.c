/* statistics.c: precision, recall, F1, Matthews' coefficient, and intervals of them. */
#include "statistics.h"

#include <math.h>
#include <stdlib.h>

static double ratio(double part, double whole) { return whole > 0 ? part / whole : NAN; }

double precision_of(const struct confusion *c) { return ratio(c->tp, (double)c->tp + c->fp); }
double recall_of(const struct confusion *c) { return ratio(c->tp, (double)c->tp + c->fn); }
double f1_of(const struct confusion *c) { return ratio(2.0 * c->tp, 2.0 * c->tp + c->fp + c->fn); }

double mcc_of(const struct confusion *c)
{
	double tp = c->tp, fp = c->fp, fn = c->fn, tn = c->tn;
	return ratio(tp * tn - fp * fn, sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn)));
}

struct interval wilson(unsigned hits, unsigned n)
{
	const double z = 1.959963984540054; /* the normal distribution's 0.975 quantile */
	if (!n)
		return (struct interval){NAN, NAN};
	double p = (double)hits / n, z2 = z * z / n;
	double middle = (p + z2 / 2) / (1 + z2);
	double half = z / (1 + z2) * sqrt(p * (1 - p) / n + z2 / (4 * n));
	/* Exact at both ends, where rounding would leave a little. */
	return (struct interval){hits ? middle - half : 0, hits < n ? middle + half : 1};
}

/* SplitMix64: Steele, Lea, Flood 2014, "Fast splittable pseudorandom number generators". */
static uint64_t next_random(uint64_t *state)
{
	uint64_t z = *state += 0x9e3779b97f4a7c15;
	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
	z = (z ^ z >> 27) * 0x94d049bb133111eb;
	return z ^ z >> 31;
}

static struct confusion resample(const struct confusion *cluster, unsigned n, uint64_t *state)
{
	struct confusion sum = {0};
	for (unsigned i = 0; i < n; i++) {
		/* The high half by n: uniform to 2^-32. */
		const struct confusion *c = &cluster[(next_random(state) >> 32) * n >> 32];
		sum.tp += c->tp;
		sum.fp += c->fp;
		sum.fn += c->fn;
		sum.tn += c->tn;
	}
	return sum;
}

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

struct interval bootstrap(const struct confusion *cluster, unsigned n, double (*figure)(const struct confusion *),
                          uint64_t seed)
{
	double value[RESAMPLES];
	unsigned k = 0;
	for (unsigned i = 0; n > 1 && i < RESAMPLES; i++) {
		struct confusion sum = resample(cluster, n, &seed);
		double x = figure(&sum);
		if (!isnan(x))
			value[k++] = x;
	}
	if (k <= RESAMPLES / 2)
		return (struct interval){NAN, NAN};
	qsort(value, k, sizeof *value, by_value);
	return (struct interval){value[(unsigned)(0.025 * (k - 1) + 0.5)], value[(unsigned)(0.975 * (k - 1) + 0.5)]};
}
