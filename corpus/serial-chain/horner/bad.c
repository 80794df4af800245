#include <stddef.h>

/* The polynomial with n coefficients, highest power first, at x: Horner's rule. n is a
 * multiple of 16. */
double horner_bad(const double *c, size_t n, double x)
{
	double value = 0;

	for (size_t i = 0; i < n; i++)
		value = value * x + c[i];
	return value;
}
