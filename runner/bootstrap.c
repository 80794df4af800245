/* bootstrap.c: medians of what was measured, with the interval that resampling gives them. */
#include "bootstrap.h"

#include "diag.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { RESAMPLES = 2000, SEED = 1 };

static int ascending(const void *x, const void *y)
{
	double a = *(const double *)x, b = *(const double *)y;
	return (a > b) - (a < b);
}

static double *room(unsigned n)
{
	double *v = malloc((n + 1) * sizeof *v);
	if (!v)
		diag_out_of_memory(n * sizeof *v);
	return v;
}

/* Sorts v. */
static double median_in_place(double *v, unsigned n)
{
	qsort(v, n, sizeof *v, ascending);
	return n ? (v[(n - 1) / 2] + v[n / 2]) / 2 : NAN;
}

double median_of(const double *v, unsigned n)
{
	double *copy = room(n);
	memcpy(copy, v, n * sizeof *v);
	double m = median_in_place(copy, n);
	free(copy);
	return m;
}

/* splitmix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014) */
static uint64_t next(uint64_t *state)
{
	uint64_t z = *state += 0x9e3779b97f4a7c15u;
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

static double resampled(const double *v, unsigned n, double *scratch, uint64_t *state)
{
	for (unsigned i = 0; i < n; i++)
		scratch[i] = v[next(state) % n];
	return median_in_place(scratch, n);
}

/* The middle 95% of the resampled statistic, sorted here. */
static void interval(struct estimate *e, double *statistic)
{
	qsort(statistic, RESAMPLES, sizeof *statistic, ascending);
	e->low = statistic[RESAMPLES * 25 / 1000];
	e->high = statistic[RESAMPLES * 975 / 1000 - 1];
}

struct estimate bootstrap_ratio(const double *v, unsigned n, const double *w, unsigned m)
{
	struct estimate e = {median_of(v, n), -INFINITY, INFINITY, n};
	if (w)
		e.value /= median_of(w, m);
	if (n < BOOTSTRAP_LEAST || (w && m < BOOTSTRAP_LEAST))
		return e;
	double *scratch = room(n > m ? n : m), *statistic = room(RESAMPLES);
	uint64_t state = SEED;
	for (unsigned i = 0; i < RESAMPLES; i++) {
		statistic[i] = resampled(v, n, scratch, &state);
		if (w)
			statistic[i] /= resampled(w, m, scratch, &state);
	}
	interval(&e, statistic);
	free(scratch);
	free(statistic);
	return e;
}

struct estimate bootstrap_median(const double *v, unsigned n) { return bootstrap_ratio(v, n, NULL, 0); }

struct estimate bootstrap_paired(const double *v, const double *w, unsigned n)
{
	double *ratio = room(n);
	for (unsigned i = 0; i < n; i++)
		ratio[i] = v[i] / w[i];
	struct estimate e = bootstrap_median(ratio, n);
	free(ratio);
	return e;
}
