#include <stddef.h>

/* The product of n ratios. */
float likelihood_bad(const float *ratio, size_t n)
{
	float product = 1;

	for (size_t i = 0; i < n; i++)
		product *= ratio[i];
	return product;
}
