#include <stddef.h>

/* The sum of n values, with the error of each addition carried to the next (Kahan). */
double kahan_sum_bad(const double *x, size_t n)
{
	double sum = 0, error = 0;

	for (size_t i = 0; i < n; i++) {
		double term = x[i] - error, next = sum + term;

		error = (next - sum) - term;
		sum = next;
	}
	return sum;
}
