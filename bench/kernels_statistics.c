/* kernels_statistics.c: medians, quartiles, and ratios of what was measured in the same round. */
#include "kernels.h"

#include <stdlib.h>
#include <string.h>

static int ascending(const void *x, const void *y)
{
	double a = *(const double *)x, b = *(const double *)y;
	return (a > b) - (a < b);
}

/* Linear between the two values nearest to the rank. */
static double quantile(const double *sorted, unsigned n, double part)
{
	double rank = part * (n - 1);
	unsigned below = (unsigned)rank;
	unsigned above = below + 1 < n ? below + 1 : below;
	return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
}

struct spread spread_of(const double *v, unsigned n)
{
	double sorted[MOST_ROUNDS];
	memcpy(sorted, v, n * sizeof *v);
	qsort(sorted, n, sizeof *sorted, ascending);
	return (struct spread){quantile(sorted, n, 0.5), quantile(sorted, n, 0.25), quantile(sorted, n, 0.75)};
}

struct spread ratio_of(const struct measurement *x, const struct measurement *y)
{
	double ratio[MOST_ROUNDS] = {0};
	unsigned n = x->rounds < y->rounds ? x->rounds : y->rounds;
	for (unsigned i = 0; i < n; i++)
		ratio[i] = x->ns[i] / y->ns[i];
	return spread_of(ratio, n);
}
